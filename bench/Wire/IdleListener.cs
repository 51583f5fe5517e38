using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace ImapApi.Bench.Wire;

/// <summary>A bare connection that idles in INBOX and notes when the server last said EXISTS: the floor of every change feed over IMAP.</summary>
internal sealed class IdleListener : IDisposable
{
    private readonly TcpClient _client;
    private long _lastExists;

    private IdleListener(TcpClient client) => _client = client;

    /// <summary>In <see cref="Stopwatch"/> ticks; 0: not yet.</summary>
    public long LastExists => Volatile.Read(ref _lastExists);

    public static async Task<IdleListener> StartAsync(int port, string user, string password)
    {
        var listener = new IdleListener(new TcpClient { NoDelay = true });
        await listener._client.ConnectAsync("127.0.0.1", port);
        var reader = new StreamReader(listener._client.GetStream(), Encoding.ASCII);
        await reader.ReadLineAsync();
        foreach (var command in (string[])[$"LOGIN {user} {password}", "SELECT INBOX"])
        {
            await listener.SendAsync($"A {command}\r\n");
            while (!(await reader.ReadLineAsync())!.StartsWith("A ", StringComparison.Ordinal))
            {
            }
        }

        await listener.SendAsync("A IDLE\r\n");
        await reader.ReadLineAsync();
        _ = Task.Run(() => listener.ListenAsync(reader));
        return listener;
    }

    public void Dispose() => _client.Dispose();

    private async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    private async Task ListenAsync(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.EndsWith(" EXISTS", StringComparison.Ordinal))
                    Volatile.Write(ref _lastExists, Stopwatch.GetTimestamp());
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
