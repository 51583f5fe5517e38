namespace ImapApi.Domain.Accounts;

/// <summary>Where an account's worker stands. The words of the contract are these names in camel case.</summary>
public enum AccountState
{
    /// <summary>Registered; its worker has not started yet.</summary>
    Init,
    Connecting,
    /// <summary>Logged in; the main mailbox is being opened.</summary>
    Syncing,
    Connected,
    /// <summary>The server, or the authentication server, refused the credentials.</summary>
    AuthenticationError,
    ConnectError,
    /// <summary>The account has no IMAP settings.</summary>
    Unset,
    /// <summary>The connection was closed; the next attempt is waiting.</summary>
    Disconnected,
}
