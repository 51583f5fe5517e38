using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.Application.Messages;

/// <summary>
/// Changes many messages of a mailbox, step by step. When a step fails and some were done before, the answer says both; when none was, it throws what
/// <see cref="IMessageStore"/> does.
/// </summary>
public interface IMessageSets
{
    Task<BulkChange> UpdateAsync(AccountId account, MailboxPath path, MessageSelection selection, MessageChange change, CancellationToken cancellationToken);

    Task<BulkTransfer> MoveAsync(AccountId account, MailboxPath path, MessageSelection selection, MailboxPath destination, CancellationToken cancellationToken);

    Task<BulkTransfer> CopyAsync(AccountId account, MailboxPath path, MessageSelection selection, MailboxPath destination, CancellationToken cancellationToken);

    /// <summary>Moves to \Trash, or expunges where they are there already, there is none, or <paramref name="force"/> is given.</summary>
    Task<BulkDeletion> DeleteAsync(AccountId account, MailboxPath path, MessageSelection selection, bool force, CancellationToken cancellationToken);
}
