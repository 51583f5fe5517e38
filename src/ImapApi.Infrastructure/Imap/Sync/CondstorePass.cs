using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// With CONDSTORE the server tells what changed, new messages included (RFC 7162 §3.1.4.1), but not what is gone. When the numbers do not add up without a
/// loss, the UIDs are listed; the synchronizer sees to that.
/// </summary>
internal sealed class CondstorePass : IMailboxPass
{
    public bool IsHeard => true;

    public async Task<PassAnswer> AskAsync(SyncCommands commands, MailboxIndex index, CancellationToken cancellationToken)
    {
        if (commands.Selected.Opened.ModSeq != index.ModSeq)
            await commands.FetchChangedSinceAsync(index.ModSeq, cancellationToken);
        return PassAnswer.Nothing;
    }
}
