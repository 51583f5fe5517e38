namespace ImapApi.Api.Endpoints;

/// <summary>Of an endpoint that takes an <c>Idempotency-Key</c>.</summary>
internal sealed record IdempotentEndpoint;
