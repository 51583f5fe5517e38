using ImapApi.Application.Errors;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>An idempotency key that is in use.</summary>
public sealed class IdempotencyException : ImapApiException
{
    private IdempotencyException(string code, string message, bool retryable) : base(code, message, retryable)
    {
    }

    /// <summary>Of the request that is under way.</summary>
    public QueueId? Queue { get; private init; }

    public static IdempotencyException InFlight(IdempotencyKey key, QueueId queue) =>
        new("IdempotencyInFlight", $"The first request with Idempotency-Key '{key}' is still under way. Ask again for its answer.", retryable: true) { Queue = queue };

    public static IdempotencyException Mismatch(IdempotencyKey key) =>
        new("IdempotencyMismatch", $"Idempotency-Key '{key}' was used with another body. Take a new key for another message.", retryable: false);
}
