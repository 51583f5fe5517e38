namespace ImapApi.Infrastructure.MailServers;

/// <summary>A TLS handshake failed.</summary>
/// <param name="isOfCertificate">The server spoke TLS, and showed a certificate that is not trusted.</param>
internal sealed class TlsHandshakeException(string message, bool isOfCertificate, Exception cause) : IOException(message, cause)
{
    public bool IsOfCertificate { get; } = isOfCertificate;
}
