using System.Net;
using System.Net.Sockets;
using ImapApi.Infrastructure.Network;

namespace ImapApi.Infrastructure.MailServers;

/// <summary>Opens TCP connections to mail servers: within the policy of <c>imap.targets</c>, tuned for long lives and short commands.</summary>
internal sealed class MailServerDialer(ConnectPolicy policy)
{
    private const int KeepAliveIdleSeconds = 30;
    private const int KeepAliveIntervalSeconds = 15;
    private const int KeepAliveProbes = 3;

    private readonly GuardedDialer _dialer = new(policy, "imap.targets", Dns.GetHostAddressesAsync, Tune);

    /// <summary>To any address.</summary>
    public MailServerDialer() : this(ConnectPolicy.Any)
    {
    }

    /// <exception cref="TargetForbiddenException">The host leads to no address that the policy allows.</exception>
    /// <exception cref="SocketException">The name does not resolve, or no address answers.</exception>
    public Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken) => _dialer.ConnectAsync(host, port, cancellationToken);

    private static void Tune(Socket socket)
    {
        // DONE followed by a command is two small writes: with Nagle's algorithm the second waits 40 ms for the first one's acknowledgement.
        socket.NoDelay = true;
        // A link that died without a word is found within 30 + 3 × 15 s.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveIdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
    }
}
