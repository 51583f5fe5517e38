using System.Net;
using System.Net.Sockets;

namespace ImapApi.Infrastructure.Network;

/// <summary>Opens TCP connections within a policy: resolved once, every address checked, and those that are allowed tried in turn.</summary>
/// <param name="key">The configuration key that the policy comes from, for errors.</param>
/// <param name="resolve">The addresses of a name.</param>
/// <param name="tune">Sets the options of each socket before it connects.</param>
internal sealed class GuardedDialer(ConnectPolicy policy, string key, Func<string, CancellationToken, Task<IPAddress[]>> resolve, Action<Socket> tune)
{
    /// <exception cref="TargetForbiddenException">The host leads to no address that is allowed.</exception>
    /// <exception cref="SocketException">The name does not resolve, or no address answers.</exception>
    public async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => policy.Allows(host, address));
        if (allowed.Length == 0 && addresses.Length > 0)
            throw new TargetForbiddenException(host, key);
        SocketException? last = null;
        foreach (var address in allowed)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                OpenFiles.Spare(socket);
                tune(socket);
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return socket;
            }
            catch (SocketException exception)
            {
                last = exception;
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
