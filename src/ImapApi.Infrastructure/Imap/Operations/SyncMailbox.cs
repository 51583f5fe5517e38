using ImapApi.Infrastructure.Imap.Sync;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>EXAMINE of a mailbox that is not watched, and what it takes to learn what changed in it.</summary>
internal sealed class SyncMailbox(MailboxDescription mailbox, MailboxSynchronizer synchronizer) : IImapOperation<bool>, IIsolatesPoison
{
    public MailboxTarget Target => MailboxTarget.None;

    public bool IsLong => true;

    public bool TryRecover(Exception exception) => synchronizer.TryRecover(exception);

    public async Task<bool> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        await connection.OpenAsync(mailbox.Path, write: false, cancellationToken, anew: true);
        await synchronizer.LookAnewAsync(connection, mailbox, FlagScan.All, cancellationToken);
        return true;
    }
}
