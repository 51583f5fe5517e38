using ImapApi.Domain.Settings;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>Where a webhook is posted to, and what goes with it.</summary>
/// <param name="Key">The target's id.</param>
/// <param name="Secrets">Those that are valid now: each signs.</param>
internal sealed record WebhookDestination(string Key, HttpUrl Url, IReadOnlyList<CustomHeader> Headers, IReadOnlyList<WebhookSecret> Secrets);
