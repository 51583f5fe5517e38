using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

/// <summary>The contract's words for <see cref="AccountState"/>.</summary>
internal static class AccountStateWords
{
    public static (string Word, AccountState Value)[] All { get; } = [.. Enum.GetValues<AccountState>().Select(state => (ToWord(state), state))];

    public static string ToWord(this AccountState state) => state switch
    {
        AccountState.Init => "init",
        AccountState.Connecting => "connecting",
        AccountState.Syncing => "syncing",
        AccountState.Connected => "connected",
        AccountState.AuthenticationError => "authenticationError",
        AccountState.ConnectError => "connectError",
        AccountState.Unset => "unset",
        _ => "disconnected",
    };
}
