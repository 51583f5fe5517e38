using ImapApi.Domain.Settings;

namespace ImapApi.Domain.Webhooks;

/// <summary>Where events are posted to.</summary>
/// <param name="Id">New whenever the target is newly set: what was delivered to another one counts for nothing.</param>
/// <param name="From">Events from this time on are delivered; it has whole milliseconds, as events have.</param>
public sealed record WebhookTarget(string Id, HttpUrl Url, DateTimeOffset From)
{
    /// <summary>Null: events are delivered.</summary>
    public TargetDisabled? Disabled { get; init; }
}
