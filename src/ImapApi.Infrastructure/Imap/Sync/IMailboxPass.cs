using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// One way to ask a server what changed in the selected mailbox since its index was written. What the answers mean is decided by one comparison, whichever way
/// was taken.
/// </summary>
internal interface IMailboxPass
{
    /// <summary>What is answered tells by itself what changed, and is heard by the observer.</summary>
    bool IsHeard { get; }

    /// <returns>The UIDs that are there, when the pass had to list them; null when what was heard is enough.</returns>
    Task<PassAnswer> AskAsync(SyncCommands commands, MailboxIndex index, CancellationToken cancellationToken);
}
