using System.ComponentModel;

namespace ImapApi.Api.Contracts.Settings;

[Description("What was changed.")]
internal sealed record SettingsUpdatedResponse([property: Description("The names of the settings that were given.")] IReadOnlyList<string> Updated);
