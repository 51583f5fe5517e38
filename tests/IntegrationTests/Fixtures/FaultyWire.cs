using System.Net;
using System.Net.Sockets;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// Passes bytes on to a local port, until it is cut: then connections are closed, and new ones as soon as they are made. With <see cref="WireFaults"/> it also
/// does at random moments what bad networks do.
/// </summary>
internal sealed class FaultyWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<FaultyConnection> _connections = [];
    private readonly int _target;
    private readonly WireFaults? _faults;
    private readonly Task _accepting;
    private bool _isCut;

    public FaultyWire(int target, WireFaults? faults = null)
    {
        (_target, _faults) = (target, faults);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public void Cut()
    {
        lock (_connections)
        {
            _isCut = true;
            foreach (var connection in _connections)
                connection.Close();
            _connections.Clear();
        }
    }

    public void Mend()
    {
        lock (_connections)
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
        var served = new List<Task>();
        try
        {
            for (var number = 1; ; number++)
            {
                var client = await _listener.AcceptSocketAsync(_stopping.Token);
                served.RemoveAll(task => task.IsCompletedSuccessfully);
                served.Add(ServeAsync(client, number));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(Socket client, int number)
    {
        using var connection = new FaultyConnection(client, _faults?.Of(number));
        try
        {
            if (_faults is { IsOut: true })
                connection.Reset();
            else if (TryHold(connection))
                await connection.RunAsync(_target, _stopping.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // One of the two has gone.
        }
        finally
        {
            lock (_connections)
                _connections.Remove(connection);
        }
    }

    private bool TryHold(FaultyConnection connection)
    {
        lock (_connections)
            return !_isCut && _connections.Add(connection);
    }
}
