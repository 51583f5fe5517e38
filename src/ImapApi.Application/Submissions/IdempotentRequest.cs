using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <param name="Fingerprint">Of the request's body: the same key with another body is a mistake.</param>
public sealed record IdempotentRequest(IdempotencyKey Key, string Fingerprint);
