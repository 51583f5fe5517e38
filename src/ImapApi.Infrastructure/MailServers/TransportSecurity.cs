using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ImapApi.Domain.Accounts;
using MailKit;
using MailKit.Security;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>How a connection to a mail server gets its TLS. Nothing here can be downgraded by somebody in between, but for hosts on loopback.</summary>
internal static class TransportSecurity
{
    public static void Configure(MailService client, TlsPolicy policy)
    {
        client.SslProtocols = policy.MinVersion == TlsVersion.Tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12 | SslProtocols.Tls13;
        // A look-up of revocation lists is a blocking download for each new chain.
        client.CheckCertificateRevocation = false;
#pragma warning disable CA5359 // The account's owner asked for it, and the account shows it.
        if (!policy.RejectUnauthorized)
            client.ServerCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
    }

    /// <summary>
    /// Whether the server may first be asked in clear what it offers: on loopback, or where account and configuration both allow plaintext. Where it then
    /// offers STARTTLS, it is used and must succeed.
    /// </summary>
    public static bool MayBePlain(ServerEndpoint endpoint, Socket socket, bool allowPlaintext) =>
        !endpoint.Secure && ((socket.RemoteEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address)) || (allowPlaintext && endpoint.Tls.AllowPlaintext));

    public static SecureSocketOptions Required(ServerEndpoint endpoint) =>
        endpoint.Secure ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
}
