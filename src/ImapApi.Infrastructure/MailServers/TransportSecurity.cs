using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ImapApi.Domain.Accounts;
using MailKit;
using MailKit.Security;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>How a connection to a mail server gets its TLS. Nothing here can be downgraded by somebody in between, but for hosts on loopback.</summary>
internal static class TransportSecurity
{
    public static void Configure(MailService client, TlsPolicy policy)
    {
        client.SslProtocols = Protocols(policy);
        // A look-up of revocation lists is a blocking download for each new chain.
        client.CheckCertificateRevocation = false;
#pragma warning disable CA5359 // The account's owner asked for it, and the account shows it.
        if (!policy.RejectUnauthorized)
            client.ServerCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
    }

    /// <summary>The stream over a socket, with TLS from the first byte where that is asked: as <see cref="Configure"/> has MailKit make it.</summary>
    public static async Task<Stream> OpenAsync(Socket socket, ServerEndpoint endpoint, bool withTls, CancellationToken cancellationToken)
    {
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (!withTls)
            return stream;
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        var refused = SslPolicyErrors.None;
        try
        {
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = endpoint.Host,
                    EnabledSslProtocols = Protocols(endpoint.Tls),
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
#pragma warning disable CA5359 // The account's owner asked for it, and the account shows it.
                    RemoteCertificateValidationCallback = endpoint.Tls.RejectUnauthorized ? (_, _, _, errors) => (refused = errors) == SslPolicyErrors.None : static (_, _, _, _) => true,
#pragma warning restore CA5359
                },
                cancellationToken);
            return secured;
        }
        catch (Exception exception)
        {
            await secured.DisposeAsync();
            if (exception is System.Security.Authentication.AuthenticationException or IOException)
                throw new TlsHandshakeException(exception.Message, refused != SslPolicyErrors.None, exception);
            throw;
        }
    }

    /// <summary>
    /// Whether the server may first be asked in clear what it offers: on loopback, or where account and configuration both allow plaintext. Where it then
    /// offers STARTTLS, it is used and must succeed.
    /// </summary>
    /// <param name="remote">Where the connection leads.</param>
    public static bool MayBePlain(ServerEndpoint endpoint, EndPoint? remote, bool allowPlaintext) =>
        !endpoint.Secure && ((remote is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address)) || (allowPlaintext && endpoint.Tls.AllowPlaintext));

    public static SecureSocketOptions Required(ServerEndpoint endpoint) =>
        endpoint.Secure ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;

    private static SslProtocols Protocols(TlsPolicy policy) => policy.MinVersion == TlsVersion.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13;
}
