using ImapApi.Domain.Accounts;

namespace ImapApi.Domain.Settings;

/// <summary>Whose protocol logs are kept.</summary>
/// <param name="All">Every account's.</param>
/// <param name="MaxLogLines">How many of the latest lines are kept for each account.</param>
public sealed record LogSettings(bool All, IReadOnlyList<AccountId> Accounts, int MaxLogLines)
{
    public const int DefaultMaxLogLines = 10_000;

    public static LogSettings Default { get; } = new(false, [], DefaultMaxLogLines);

    public bool Covers(AccountId account) => All || Accounts.Contains(account);
}
