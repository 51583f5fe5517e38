namespace ImapApi.Domain.Webhooks;

/// <summary>One HTTP request that should deliver an event.</summary>
/// <param name="StatusCode">Null: there was no answer.</param>
/// <param name="Error">Why there was none.</param>
/// <param name="Response">The beginning of the answer's body.</param>
public sealed record DeliveryAttempt(DateTimeOffset Time, int? StatusCode, string? Error, string? Response);
