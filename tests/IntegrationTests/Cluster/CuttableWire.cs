using System.Net;
using System.Net.Sockets;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>Passes bytes on to a local port, until it is cut: then connections are closed, and new ones as soon as they are made.</summary>
internal sealed class CuttableWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Socket> _sockets = [];
    private readonly int _target;
    private readonly Task _accepting;
    private bool _isCut;

    public CuttableWire(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public void Cut()
    {
        lock (_sockets)
        {
            _isCut = true;
            foreach (var socket in _sockets)
                socket.Dispose();
            _sockets.Clear();
        }
    }

    public void Mend()
    {
        lock (_sockets)
            _isCut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        Cut();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var pumps = new List<Task>();
        try
        {
            while (true)
                pumps.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        try
        {
            if (!TryHold(client))
                return;
            await server.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
            if (!TryHold(server))
                return;
            await Task.WhenAny(PumpAsync(client, server), PumpAsync(server, client));
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // One of the two has gone.
        }
        finally
        {
            client.Dispose();
            lock (_sockets)
            {
                _sockets.Remove(client);
                _sockets.Remove(server);
            }
        }
    }

    private bool TryHold(Socket socket)
    {
        lock (_sockets)
            return !_isCut && _sockets.Add(socket);
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var length)
                await to.SendAsync(buffer.AsMemory(0, length));
        }
        catch (Exception ended) when (ended is ObjectDisposedException or SocketException)
        {
            // The other direction ends with it.
        }
    }
}
