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
    string? ServerResponse = null);
