using ImapApi.Application.Errors;

namespace ImapApi.Api.Http;

/// <summary>A failure as HTTP tells it.</summary>
/// <param name="Code">The stable machine word.</param>
internal sealed record ApiError(
    int Status,
    string Code,
    string Message,
    bool Retryable = false,
    TimeSpan? RetryAfter = null,
    IReadOnlyList<FieldError>? Fields = null,
    string? ServerResponse = null)
{
    /// <summary>The outbox entry that says more.</summary>
    public string? QueueId { get; init; }

    /// <summary>It is the answer to an earlier request with the same idempotency key.</summary>
    public bool IsReplayed { get; init; }
}
