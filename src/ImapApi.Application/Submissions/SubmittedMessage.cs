using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>What a caller is told of a message that it submitted.</summary>
/// <param name="Response">The server's words; null where the outbox has it.</param>
/// <param name="Rejected">Recipients that the server refused while it took the message for others.</param>
public sealed record SubmittedMessage(QueueId Queue, string MessageId, OutboxState State, string? Response, IReadOnlyList<RefusedRecipient> Rejected)
{
    /// <summary>The outbox sends it, or has sent it: the caller did not wait for that.</summary>
    public bool IsQueued { get; init; }

    /// <summary>It is the answer to an earlier request with the same key.</summary>
    public bool IsReplayed { get; init; }

    public static SubmittedMessage Of(OutboxEntry entry) =>
        new(entry.Id, entry.MessageId, entry.State, entry.Response, entry.Rejected) { IsQueued = entry.IsQueued };
}
