using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Smtp;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>Tries servers out: connects and logs in as a worker would, then closes.</summary>
internal sealed class AccountVerifier(ImapConnector imap, SmtpConnector smtp, TimeProvider time) : IAccountVerifier
{
    public Task<ServerVerdict> VerifyImapAsync(AccountId? account, ServerEndpoint endpoint, bool listsMailboxes, CancellationToken cancellationToken) =>
        VerifyAsync(
            endpoint,
            async () =>
            {
                using var link = await imap.TryOutAsync(account, endpoint, cancellationToken);
                return listsMailboxes ? await new ListAll(counters: false).RunAsync(link.Client, link.Guard, cancellationToken) : null;
            },
            cancellationToken);

    public Task<ServerVerdict> VerifySmtpAsync(AccountId? account, ServerEndpoint endpoint, CancellationToken cancellationToken) =>
        VerifyAsync(
            endpoint,
            async () =>
            {
                using var client = await smtp.OpenAsync(account, endpoint, cancellationToken);
                return null;
            },
            cancellationToken);

    private async Task<ServerVerdict> VerifyAsync(ServerEndpoint endpoint, Func<Task<IReadOnlyList<Mailbox>?>> tryOut, CancellationToken cancellationToken)
    {
        try
        {
            return new ServerVerdict(null, await tryOut());
        }
#pragma warning disable CA1031 // Whatever a server does wrong is the answer.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new ServerVerdict(MailServerErrors.Describe(exception, endpoint.Host, endpoint.Port, time.GetUtcNow()));
        }
    }
}
