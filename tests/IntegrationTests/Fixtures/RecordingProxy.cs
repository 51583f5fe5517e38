using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Stands between the program and a mail server, writes down who said what in which order, and can hold or cut the line.</summary>
public sealed class RecordingProxy : IAsyncDisposable
{
    private const int Kept = 300;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<ProxyEvent> _events = [];
    private readonly List<Socket> _sockets = [];
    private readonly CommandGate _gate = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private TaskCompletionSource _flowing = new();
    private int _accepted;
    private int _open;
    private long _serverBytes;

    public RecordingProxy(string host, int port)
    {
        (_host, _port) = (host, port);
        _flowing.SetResult();
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Connections that were ever made.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Connections that stand now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Bytes from the server so far.</summary>
    public long ServerBytes => Interlocked.Read(ref _serverBytes);

    public ProxyEvent[] Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    /// <summary>The commands since <see cref="Forget"/>, without tags.</summary>
    public string[] Commands => [.. Events.Where(e => e.IsCommand).Select(e => e.Text[(e.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..])];

    public void Forget()
    {
        lock (_events)
            _events.Clear();
    }

    /// <summary>From now on nothing passes, but nothing is closed either.</summary>
    public void Hold() => _flowing = new TaskCompletionSource();

    public void Release() => _flowing.TrySetResult();

    /// <summary>No command passes while this runs, which begins when the server has answered all that did: nobody looks at the server in its midst.</summary>
    public async Task RunUnseenAsync(Func<Task> work)
    {
        _gate.Shut();
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(_gate.IsQuiet), "the server has answered everything");
            await work();
        }
        finally
        {
            _gate.Open();
        }
    }

    /// <summary>Closes every connection there is.</summary>
    public void Cut()
    {
        lock (_sockets)
        {
            foreach (var socket in _sockets)
                socket.Dispose();
            _sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        Release();
        _gate.Open();
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
            {
                var client = await _listener.AcceptSocketAsync(_stopping.Token);
                pumps.Add(ServeAsync(client, Interlocked.Increment(ref _accepted)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task ServeAsync(Socket client, int connection)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        Interlocked.Increment(ref _open);
        lock (_sockets)
            _sockets.AddRange([client, server]);
        try
        {
            await server.ConnectAsync(_host, _port, _stopping.Token);
            var lines = new ClientLines();
            await Task.WhenAll(
                PumpAsync(client, server, async (bytes, count) =>
                {
                    await _gate.PassAsync(connection, bytes, count, _stopping.Token);
                    foreach (var line in lines.Add(bytes, count))
                        Note(new ProxyEvent(connection, FromClient: true, line, line.Length));
                }),
                PumpAsync(server, client, (bytes, count) =>
                {
                    _gate.Answer(connection, bytes, count);
                    Interlocked.Add(ref _serverBytes, count);
                    Note(new ProxyEvent(connection, FromClient: false, Encoding.Latin1.GetString(bytes, 0, Math.Min(count, Kept)), count));
                    return Task.CompletedTask;
                }));
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has gone: so does the other.
        }
        finally
        {
            client.Dispose();
            server.Dispose();
            _gate.Forget(connection);
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Func<byte[], int, Task> note)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stopping.Token) is > 0 and var count)
            {
                await _flowing.Task.WaitAsync(_stopping.Token);
                await note(buffer, count);
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _stopping.Token);
            }
        }
        finally
        {
            // Both directions end together; the other pump sees it.
            from.Dispose();
            to.Dispose();
        }
    }

    private void Note(ProxyEvent e)
    {
        lock (_events)
            _events.Add(e);
    }
}
