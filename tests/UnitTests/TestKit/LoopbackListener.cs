using System.Net;
using System.Net.Sockets;

namespace ImapApi.TestKit;

/// <summary>Accepts connections on a free port of loopback, from the start until it is disposed.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Action<TcpClient> _accepted;
    private Task _accepting = Task.CompletedTask;

    /// <param name="accepted">Takes the connection over; one at a time.</param>
    public LoopbackListener(Action<TcpClient> accepted)
    {
        _accepted = accepted;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>Connections that came before wait.</summary>
    public void Start() => _accepting = AcceptAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                client.NoDelay = true;
                _accepted(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It stops.
        }
    }
}
