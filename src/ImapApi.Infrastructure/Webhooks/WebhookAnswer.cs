namespace ImapApi.Infrastructure.Webhooks;

/// <param name="Status">Null: there was no answer.</param>
/// <param name="Error">Why there was none.</param>
/// <param name="Response">The beginning of the answer's body, at most 4 KiB.</param>
/// <param name="RetryAfter">How long the target wants to be left alone.</param>
internal sealed record WebhookAnswer(int? Status, string? Error, string? Response, TimeSpan? RetryAfter, TimeSpan Took);
