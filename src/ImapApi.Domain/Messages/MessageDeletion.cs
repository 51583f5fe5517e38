using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <summary>What became of a message that was to be deleted.</summary>
/// <param name="Deleted">True: expunged for good. False: moved.</param>
/// <param name="Destination">The \Trash mailbox it was moved to.</param>
/// <param name="MovedTo">Its id there, where the server tells (UIDPLUS).</param>
public sealed record MessageDeletion(bool Deleted, MailboxPath? Destination, MessageId? MovedTo);
