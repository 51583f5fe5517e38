using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using ImapApi.TestKit;

namespace ImapApi.Bench.Servers;

/// <summary>Takes messages as fast as the loopback goes, and notes when each was there whole. Speaks as much SMTP as a client needs that pipelines.</summary>
internal sealed class SubmissionSink : IAsyncDisposable
{
    private readonly LoopbackListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private int _count;
    private long _last;
    private long _characters;

    public SubmissionSink()
    {
        _listener = new LoopbackListener(client => _ = Task.Run(() => ServeAsync(client)));
        _listener.Start();
    }

    public int Port => _listener.Port;

    public int Count => Volatile.Read(ref _count);

    /// <summary>When the newest message was there, in <see cref="Stopwatch"/> ticks.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>How much all messages together were, without their line ends.</summary>
    public long Characters => Volatile.Read(ref _characters);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _listener.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var connection = client;
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await SayAsync(stream, "220 sink\r\n");
            while (await reader.ReadLineAsync(_stopping.Token) is { } line)
                await AnswerAsync(stream, reader, line);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // The client has gone, or the run is over.
        }
    }

    private async Task AnswerAsync(Stream stream, StreamReader reader, string line)
    {
        if (line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase))
        {
            await SayAsync(stream, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n");
        }
        else if (line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))
        {
            await SayAsync(stream, "235 welcome\r\n");
        }
        else if (line.Equals("DATA", StringComparison.OrdinalIgnoreCase))
        {
            await SayAsync(stream, "354 go on\r\n");
            var characters = 0L;
            while (await reader.ReadLineAsync(_stopping.Token) is { } content and not ".")
                characters += content.Length;
            Interlocked.Add(ref _characters, characters);

            Volatile.Write(ref _last, Stopwatch.GetTimestamp());
            Interlocked.Increment(ref _count);
            await SayAsync(stream, "250 taken\r\n");
        }
        else
        {
            await SayAsync(stream, "250 ok\r\n");
        }
    }

    private async Task SayAsync(Stream stream, string words) => await stream.WriteAsync(Encoding.ASCII.GetBytes(words), _stopping.Token);
}
