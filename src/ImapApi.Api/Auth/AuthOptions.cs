namespace ImapApi.Api.Auth;

/// <summary>The <c>[auth]</c> section: who may call.</summary>
internal sealed class AuthOptions
{
    public const string Section = "auth";

    /// <summary>Every call needs a token, also before the first one is made. Without it that is so from the first token on.</summary>
    public bool Required { get; set; }

    /// <summary>Addresses and networks of proxies, whose word is taken for who calls (<c>X-Forwarded-For</c>).</summary>
    [Networks]
    public IList<string> TrustedProxies { get; set; } = [];
}
