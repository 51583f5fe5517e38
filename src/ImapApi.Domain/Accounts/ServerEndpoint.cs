namespace ImapApi.Domain.Accounts;

/// <summary>Where and how to reach one mail server, and who we are there.</summary>
/// <param name="Secure">True: TLS from the first byte. False: STARTTLS, see <see cref="TlsPolicy"/>.</param>
public sealed record ServerEndpoint(string Host, int Port, bool Secure, TlsPolicy Tls, Credentials Credentials)
{
    /// <summary>
    /// True when <paramref name="other"/> leads to the same server, the same way, as the same user: only then may stored
    /// credentials be used with it, because nobody may point a stored password at another server.
    /// </summary>
    public bool SharesServerAndUserWith(ServerEndpoint other) =>
        string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase) && Port == other.Port && Secure == other.Secure
        && Tls == other.Tls && string.Equals(Credentials.User, other.Credentials.User, StringComparison.Ordinal);
}
