using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ImapApi.Bench.Wire;

/// <summary>A bare connection that idles in INBOX and notes when the server said EXISTS, and how many: the floor of every change feed over IMAP.</summary>
internal sealed class IdleListener : IDisposable
{
    private readonly TcpClient _client;
    private readonly ConcurrentQueue<(int Count, long At)> _pushes = new();
    private int _initial;

    private IdleListener(TcpClient client) => _client = client;

    /// <summary>When the server told of a message that came while listening, in <see cref="Stopwatch"/> ticks; null: not yet.</summary>
    /// <param name="arrival">The how many it is of those, from 1.</param>
    public long? PushOf(int arrival)
    {
        foreach (var (count, at) in _pushes)
        {
            if (count >= _initial + arrival)
                return at;
        }

        return null;
    }

    public static async Task<IdleListener> StartAsync(int port, string user, string password)
    {
        var listener = new IdleListener(new TcpClient { NoDelay = true });
        await listener._client.ConnectAsync("127.0.0.1", port);
        var reader = new StreamReader(listener._client.GetStream(), Encoding.ASCII);
        await reader.ReadLineAsync();
        foreach (var command in (string[])[$"LOGIN {user} {password}", "SELECT INBOX"])
        {
            await listener.SendAsync($"A {command}\r\n");
            while (await reader.ReadLineAsync() is { } line && !line.StartsWith("A ", StringComparison.Ordinal))
                listener._initial = CountIn(line) ?? listener._initial;
        }

        await listener.SendAsync("A IDLE\r\n");
        await reader.ReadLineAsync();
        _ = Task.Run(() => listener.ListenAsync(reader));
        return listener;
    }

    public void Dispose() => _client.Dispose();

    private static int? CountIn(string line) =>
        line.EndsWith(" EXISTS", StringComparison.Ordinal) ? int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture) : null;

    private async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    private async Task ListenAsync(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (CountIn(line) is { } count)
                    _pushes.Enqueue((count, Stopwatch.GetTimestamp()));
            }
        }
        catch (IOException)
        {
            // Disposed.
        }
        catch (ObjectDisposedException)
        {
            // Disposed.
        }
    }
}
