using System.Text.Json.Serialization;

namespace ImapApi.Client.Webhooks;

/// <summary>What happened to an account.</summary>
/// <param name="EventId">The same in every attempt and replay, and in the event log.</param>
/// <param name="Event">The type, as <c>messageNew</c>.</param>
/// <param name="Path">The mailbox, of what happens to messages and mailboxes.</param>
/// <param name="Data">What there is to tell of this type of event.</param>
public sealed record WebhookEvent(
    [property: JsonPropertyName("eventId")] string EventId,
    [property: JsonPropertyName("account")] string Account,
    [property: JsonPropertyName("date")] DateTimeOffset Date,
    [property: JsonPropertyName("event")] string Event,
    [property: JsonPropertyName("path")] string? Path,
    [property: JsonPropertyName("data")] JsonObject Data);
