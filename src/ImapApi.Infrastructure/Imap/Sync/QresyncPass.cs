using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// With QRESYNC the server tells what changed and what vanished: while it selects the mailbox (RFC 7162 §3.2.5), or in one FETCH (§3.2.6).
/// </summary>
internal sealed class QresyncPass : IMailboxPass
{
    public bool IsHeard => true;

    public async Task<PassAnswer> AskAsync(SyncCommands commands, MailboxIndex index, CancellationToken cancellationToken)
    {
        if (!commands.Selected.IsResumed && !commands.Selected.Opened.IsUnchanged(index))
            await commands.FetchChangedSinceAsync(index.ModSeq, cancellationToken);
        return PassAnswer.Nothing;
    }
}
