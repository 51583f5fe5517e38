using ImapApi.Domain.Changes;

namespace ImapApi.Domain.Webhooks;

/// <summary>A target and what it is told: the settings have one for all accounts, and each account may have its own beside it.</summary>
/// <param name="Target">Null: nothing is posted.</param>
/// <param name="Events">Only these; empty: all.</param>
/// <param name="Headers">Sent with each webhook.</param>
public sealed record WebhookSettings(WebhookTarget? Target, IReadOnlyList<EventType> Events, IReadOnlyList<CustomHeader> Headers)
{
    public static WebhookSettings None { get; } = new(null, [], []);

    /// <summary>That events were lost is told whatever the filter says.</summary>
    public bool Wants(EventType type) => Events.Count == 0 || type == EventType.EventsLost || Events.Contains(type);
}
