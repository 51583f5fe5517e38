namespace ImapApi.Domain.Security;

/// <summary>What an access token is for. The contract's word is the name in lower case, see <see cref="ScopeNames"/>.</summary>
public enum Scope
{
    /// <summary>Accounts, mail, events, logs and statistics.</summary>
    Api,

    /// <summary>The metrics, and nothing else.</summary>
    Metrics,

    /// <summary>Everything; and alone tokens and settings.</summary>
    Admin,
}
