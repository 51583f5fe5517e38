using System.ComponentModel;
using ImapApi.Domain.Settings;

namespace ImapApi.Api.Contracts.Settings;

[Description("Whose protocol logs are kept.")]
internal sealed record LogSettingsResponse(
    [property: Description("Every account's.")] bool All,
    [property: Description("Of these accounts.")] IReadOnlyList<string> Accounts,
    [property: Description("How many of the latest lines are kept for each account.")] int MaxLogLines)
{
    public static LogSettingsResponse From(LogSettings logs) => new(logs.All, [.. logs.Accounts.Select(account => account.Value)], logs.MaxLogLines);
}
