using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <summary>What became of many messages that were to be deleted.</summary>
/// <param name="Matched">Messages that were selected and there.</param>
/// <param name="Deleted">How many were expunged for good.</param>
/// <param name="Destination">The \Trash mailbox the others were moved to; null when none was.</param>
/// <param name="Moved">Those that were moved.</param>
/// <param name="Missing">Not in the mailbox, or gone meanwhile.</param>
/// <param name="Failure">It ended before all were tried; null when it did not.</param>
public sealed record BulkDeletion(
    int Matched, int Deleted, MailboxPath? Destination, IReadOnlyList<MovedMessage> Moved, IReadOnlyList<MessageId> Missing, BulkFailure? Failure);
