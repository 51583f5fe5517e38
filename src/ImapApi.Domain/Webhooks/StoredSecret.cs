namespace ImapApi.Domain.Webhooks;

/// <summary>A target's signing secret, as it is known after it was shown once.</summary>
public sealed record StoredSecret(string Id, DateTimeOffset Created, WebhookSecret Secret);
