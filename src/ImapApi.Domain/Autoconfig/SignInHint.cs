namespace ImapApi.Domain.Autoconfig;

/// <summary>What a person has to know before the log-in at a provider can succeed.</summary>
public enum SignInHint
{
    /// <summary>The password of the web site does not do: one for mail programs is made in the provider's settings.</summary>
    AppPassword,

    /// <summary>No password does: an OAuth2 access token is needed.</summary>
    OAuth2Only,

    /// <summary>IMAP is off until it is switched on in the provider's settings.</summary>
    EnableImap,
}
