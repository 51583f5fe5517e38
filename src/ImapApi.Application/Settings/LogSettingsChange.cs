using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;

namespace ImapApi.Application.Settings;

/// <summary>The log settings that are given; null leaves the current value.</summary>
public sealed record LogSettingsChange(bool? All, IReadOnlyList<AccountId>? Accounts, int? MaxLogLines)
{
    internal LogSettings ApplyTo(LogSettings current) =>
        new(All ?? current.All, Accounts ?? current.Accounts, MaxLogLines ?? current.MaxLogLines);
}
