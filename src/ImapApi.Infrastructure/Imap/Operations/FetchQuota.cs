using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>GETQUOTAROOT (RFC 9208).</summary>
internal sealed class FetchQuota(MailboxPath path) : IImapOperation<MailboxQuota>
{
    private const long UnitBytes = 1024;

    public MailboxTarget Target => MailboxTarget.None;

    public async Task<MailboxQuota> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        if (!connection.Client.Capabilities.HasFlag(ImapCapabilities.Quota))
            throw new MailServerRejectedException($"The mail server of account '{connection.Account}' tells no quotas.", serverResponse: null);
        var folder = await connection.FindFolderAsync(await connection.ResolveAsync(path, cancellationToken), cancellationToken);
        var quota = await folder.GetQuotaAsync(cancellationToken);
        return new MailboxQuota(quota.QuotaRoot?.FullName, Usage(quota.CurrentStorageSize, quota.StorageLimit, UnitBytes), Usage(quota.CurrentMessageCount, quota.MessageLimit, 1));
    }

    private static QuotaUsage? Usage(uint? used, uint? limit, long unit) => limit is null ? null : new QuotaUsage(used.GetValueOrDefault() * unit, limit.Value * unit);
}
