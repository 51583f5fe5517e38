using System.Net;
using System.Net.Sockets;

namespace ImapApi.Infrastructure.Network;

/// <summary>HTTP to servers that somebody else has named: no redirects, cookies or proxies, and connections within a policy alone.</summary>
internal static class GuardedHttp
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>A redirect is never followed: it would carry the request, and the log-in, to somebody else.</summary>
    public static HttpMessageHandler Handler(ConnectPolicy policy, string key)
    {
        var dialer = new GuardedDialer(policy, key, Dns.GetHostAddressesAsync, socket => socket.NoDelay = true);
        return new EarlyEndHandler(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxResponseHeadersLength = 16,
            ConnectCallback = async (context, cancellationToken) =>
                new NetworkStream(await dialer.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken), ownsSocket: true),
        });
    }
}
