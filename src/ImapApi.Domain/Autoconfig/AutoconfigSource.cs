namespace ImapApi.Domain.Autoconfig;

/// <summary>From where it is known how a domain's mail is reached.</summary>
public enum AutoconfigSource
{
    /// <summary>The list of large providers that comes with the program.</summary>
    BuiltIn,

    /// <summary>The domain's own SRV records (RFC 6186, RFC 8314).</summary>
    Srv,

    /// <summary>The domain's mail is received by a known provider.</summary>
    Mx,

    /// <summary>A configuration file for mail programs, found over HTTP.</summary>
    Online,
}
