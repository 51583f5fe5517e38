using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Messages;

/// <summary>What became of many messages that were to be moved or copied.</summary>
/// <param name="Matched">Messages that were selected and there.</param>
/// <param name="Done">Those that are in the destination now.</param>
/// <param name="Missing">Not in the mailbox, or gone meanwhile.</param>
/// <param name="Failure">It ended before all were tried; null when it did not.</param>
public sealed record BulkTransfer(MailboxPath Destination, int Matched, IReadOnlyList<MovedMessage> Done, IReadOnlyList<MessageId> Missing, BulkFailure? Failure);
