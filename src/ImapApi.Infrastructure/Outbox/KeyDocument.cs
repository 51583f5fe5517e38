namespace ImapApi.Infrastructure.Outbox;

/// <summary>An idempotency key as it is stored.</summary>
/// <param name="Queue">The entry of the message that was submitted under it.</param>
internal sealed record KeyDocument(string Queue, string Fingerprint, DateTimeOffset Created);
