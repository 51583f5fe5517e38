using System.ComponentModel;

namespace ImapApi.Api.Contracts.Settings;

[Description("The settings that were asked for.")]
internal sealed record SettingsResponse
{
    [Description("Where events are posted to, without user and password; empty: nowhere.")]
    public string? Webhooks { get; init; }

    [Description("True: user and password are set for the webhooks URL.")]
    public bool? WebhooksAuthSet { get; init; }

    [Description("Only these events are posted; empty: all.")]
    public IReadOnlyList<string>? WebhookEvents { get; init; }

    [Description("The webhooks target was set to begin with the events of this time.")]
    public DateTimeOffset? WebhooksFrom { get; init; }

    [Description("The authentication server, without user and password; empty: none.")]
    public string? AuthServer { get; init; }

    [Description("True: user and password are set for the authentication server's URL.")]
    public bool? AuthServerAuthSet { get; init; }

    [Description("Whose protocol logs are kept.")]
    public LogSettingsResponse? Logs { get; init; }
}
