namespace ImapApi.Domain.Accounts;

/// <summary>What an account demands of TLS. The default accepts checked certificates and TLS 1.2 or newer only.</summary>
/// <param name="RejectUnauthorized">False accepts any certificate: only for servers whose network is trusted.</param>
/// <param name="MinVersion">The oldest TLS version accepted.</param>
/// <param name="AllowPlaintext">With <c>imap.allowPlaintext</c> in the configuration: go on without TLS where STARTTLS is not offered.</param>
public sealed record TlsPolicy(bool RejectUnauthorized = true, TlsVersion MinVersion = TlsVersion.Tls12, bool AllowPlaintext = false)
{
    public static TlsPolicy Default { get; } = new();
}
