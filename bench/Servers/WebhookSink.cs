using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using ImapApi.TestKit;

namespace ImapApi.Bench.Servers;

/// <summary>Receives webhooks as fast as the loopback goes: notes each body and when it was there, answers 200. Or answers nothing at all.</summary>
internal sealed class WebhookSink : IAsyncDisposable
{
    private readonly LoopbackListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly bool _hangs;
    private int _count;

    public WebhookSink(bool hangs = false)
    {
        _hangs = hangs;
        _listener = new LoopbackListener(client => _ = Task.Run(() => ServeAsync(client.Client)));
        _listener.Start();
    }

    public string Url => $"http://127.0.0.1:{_listener.Port}/hook";

    public int Count => Volatile.Read(ref _count);

    /// <summary>What came, with its time in <see cref="Stopwatch"/> ticks.</summary>
    public ConcurrentQueue<(long At, byte[] Body)> Received { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _listener.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            var buffer = new byte[256 * 1024];
            var filled = 0;
            try
            {
                while (await client.ReceiveAsync(buffer.AsMemory(filled), _stopping.Token) is > 0 and var count)
                {
                    filled += count;
                    while (!_hangs && Take(buffer.AsSpan(0, filled)) is > 0 and var taken)
                    {
                        buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
                        filled -= taken;
                        await client.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stopping.Token);
                    }
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException)
            {
                // The client has gone, or the run is over.
            }
        }
    }

    /// <returns>How long the first whole request is; 0 when it is not whole yet.</returns>
    private int Take(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return 0;
        var length = 0;
        var at = bytes[..head].IndexOf("Content-Length: "u8);
        if (at >= 0 && !Utf8Parser.TryParse(bytes[(at + "Content-Length: ".Length)..], out length, out _))
            throw new InvalidDataException("Not a length.");
        var end = head + 4 + length;
        if (bytes.Length < end)
            return 0;
        Received.Enqueue((Stopwatch.GetTimestamp(), bytes[(head + 4)..end].ToArray()));
        Interlocked.Increment(ref _count);
        return end;
    }
}
