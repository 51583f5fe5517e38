namespace ImapApi.Domain.Messages;

/// <summary>What became of a change of many messages' flags or labels.</summary>
/// <param name="Matched">Messages that were selected and there.</param>
/// <param name="Changed">How many are now as asked.</param>
/// <param name="Unchanged">There, but the server did not take all of it.</param>
/// <param name="Missing">Not in the mailbox, or gone meanwhile.</param>
/// <param name="Failure">It ended before all were tried; null when it did not.</param>
public sealed record BulkChange(int Matched, int Changed, IReadOnlyList<MessageId> Unchanged, IReadOnlyList<MessageId> Missing, BulkFailure? Failure);
