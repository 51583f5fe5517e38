using System.ComponentModel;

namespace ImapApi.Api.Contracts.Settings;

[Description("The settings that were asked for.")]
internal sealed record SettingsResponse
{
    [Description("Whose protocol logs are kept.")]
    public LogSettingsResponse? Logs { get; init; }
}
