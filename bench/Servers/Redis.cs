using System.Diagnostics;
using System.Globalization;
using System.Text;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Servers;

/// <summary>A redis-server of its own on a free loopback port, kept as the documentation says: with an append-only file. Its connection here is only asked for INFO.</summary>
internal sealed class Redis : IDisposable
{
    private readonly Process _process;
    private readonly ReceiveBuffer _wire;

    private Redis(Process process, int port, ReceiveBuffer wire)
    {
        _process = process;
        Port = port;
        _wire = wire;
    }

    public int Port { get; }

    /// <param name="data">Its directory; kept by the caller.</param>
    public static async Task<Redis> StartAsync(string data)
    {
        Directory.CreateDirectory(data);
        var port = FreePort.Next();
        var process = Process.Start(new ProcessStartInfo(
            "redis-server",
            [
                "--port", $"{port}", "--bind", "127.0.0.1", "--dir", data, "--save", "", "--appendonly", "yes", "--maxmemory-policy", "noeviction",
                "--logfile", Path.Combine(data, "redis.log"),
            ])
        { UseShellExecute = false })!;
        try
        {
            return new Redis(process, port, await Eventually.GetAsync(() => Task.FromResult(Open(process, port)), "Redis answers"));
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <summary>One number or word of INFO, <c>used_memory</c>.</summary>
    public string Info(string name) =>
        Info().TryGetValue(name, out var value) ? value : throw new InvalidOperationException($"Redis tells no {name}.");

    /// <summary>How often each command was called; what counts the calls is left out.</summary>
    public IReadOnlyDictionary<string, long> Calls()
    {
        const string prefix = "cmdstat_";
        return Info()
            .Where(line => line.Key.StartsWith(prefix, StringComparison.Ordinal) && line.Key != "cmdstat_info")
            .ToDictionary(line => line.Key[prefix.Length..], line => Number(line.Value["calls=".Length..line.Value.IndexOf(',')]));
    }

    public long UsedMemory => Number(Info("used_memory"));

    public void Dispose()
    {
        _wire.Dispose();
        End(_process);
    }

    private static ReceiveBuffer? Open(Process process, int port)
    {
        if (process.HasExited)
            throw new InvalidOperationException("Redis ended.");
        ReceiveBuffer? wire = null;
        try
        {
            wire = new ReceiveBuffer(port);
            wire.Send("PING\r\n"u8);
            if (wire.ReadLine().StartsWith("+PONG"u8))
                return wire;
        }
        catch (Exception failure) when (failure is System.Net.Sockets.SocketException or IOException)
        {
            // Not yet.
        }

        wire?.Dispose();
        return null;
    }

    private static void End(Process process)
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private Dictionary<string, string> Info()
    {
        _wire.Send("INFO everything\r\n"u8);
        var length = Number(Encoding.ASCII.GetString(_wire.ReadLine()[1..]).Trim());
        using var body = new MemoryStream();
        _wire.Skip(length, body);
        _wire.Skip(2);
        return Encoding.UTF8.GetString(body.ToArray()).Split("\r\n")
            .Select(line => line.Split(':', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1]);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
