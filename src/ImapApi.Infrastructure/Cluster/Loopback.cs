using System.Net;
using System.Net.Sockets;

namespace ImapApi.Infrastructure.Cluster;

internal static class Loopback
{
    /// <summary>Several instances start side by side on one machine.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
