using System.Net;
using System.Net.Sockets;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>One connection through a <see cref="FaultyWire"/>.</summary>
internal sealed class FaultyConnection(Socket client, ConnectionFaults? faults) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenDrips = TimeSpan.FromMilliseconds(10);

    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _end = new();
    private Task _still = Task.CompletedTask;
    private int _drips;

    /// <summary>Until one of the two ends has gone, or a fault ended it.</summary>
    public async Task RunAsync(int target, CancellationToken stop)
    {
        client.NoDelay = true;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _end.Token);
        await _server.ConnectAsync(IPAddress.Loopback, target, either.Token);
        Task[] running = [PumpAsync(client, _server, either.Token), PumpAsync(_server, client, either.Token), .. faults is null ? [] : new[] { WatchAsync(faults, either.Token) }];
        await Task.WhenAny(running);
        // The other direction ends with it.
        await _end.CancelAsync();
        Close();
        await Task.WhenAll(running);
    }

    public void Close()
    {
        client.Dispose();
        _server.Dispose();
    }

    /// <summary>RST instead of FIN.</summary>
    public void Reset()
    {
        foreach (var socket in (Socket[])[client, _server])
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Dispose();
        }
    }

    public void Dispose()
    {
        Close();
        _end.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationToken stop)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, stop) is > 0 and var length)
            {
                if (!await PassAsync(buffer.AsMemory(0, length), to, stop))
                    return;
            }

            // All that came before it has passed.
            await _still.WaitAsync(stop);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The other direction ends with it.
        }
    }

    /// <returns>False: that was the end of the connection.</returns>
    private async Task<bool> PassAsync(ReadOnlyMemory<byte> bytes, Socket to, CancellationToken stop)
    {
        await _still.WaitAsync(stop);
        if (faults?.Before(bytes.Length) is not { } before)
        {
            await SendAsync(bytes, to, stop);
            return true;
        }

        await SendAsync(bytes[..before], to, stop);
        if (!await StrikeAsync(faults, to, stop))
            return false;
        await _still.WaitAsync(stop);
        await SendAsync(bytes[before..], to, stop);
        return true;
    }

    /// <param name="to">Where bytes were on their way to; null: nothing moves.</param>
    /// <returns>Whether the connection goes on.</returns>
    private async Task<bool> StrikeAsync(ConnectionFaults struck, Socket? to, CancellationToken stop)
    {
        switch (struck.Strike())
        {
            case WireFault.Cut:
                End(client);
                End(_server);
                return false;
            case WireFault.Reset:
                Reset();
                return false;
            case WireFault.Truncate:
                if ((to ?? client) is { Connected: true } receiver)
                    receiver.Shutdown(SocketShutdown.Send);
                await WaitAsync(struck.DrawStall(), struck, stop);
                return false;
            case WireFault.Stall:
                _still = WaitAsync(struck.DrawStall(), struck, stop);
                return true;
            case WireFault.Mute:
                _still = WaitAsync(struck.DrawSilence(), struck, stop);
                return true;
            default:
                Volatile.Write(ref _drips, struck.DrawDrip());
                return true;
        }
    }

    /// <summary>Faults come to connections on which nothing moves, too.</summary>
    private async Task WatchAsync(ConnectionFaults watched, CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(Look);
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (watched.IsDueAtRest() && !await StrikeAsync(watched, to: null, stop))
                    return;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // One of the two has gone.
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes, Socket to, CancellationToken stop)
    {
        while (bytes.Length > 0)
        {
            var drips = faults is { Calm.IsCompleted: false } && Interlocked.Decrement(ref _drips) >= 0;
            if (drips)
                await Task.Delay(BetweenDrips, stop);
            var sent = await to.SendAsync(drips ? bytes[..1] : bytes, stop);
            bytes = bytes[sent..];
        }
    }

    private static async Task WaitAsync(TimeSpan time, ConnectionFaults struck, CancellationToken stop)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(Task.Delay(time, wait.Token), struck.Calm);
        await wait.CancelAsync();
    }

    /// <summary>FIN, behind all that was sent.</summary>
    private static void End(Socket socket)
    {
        if (socket.Connected)
            socket.Shutdown(SocketShutdown.Both);
    }
}
