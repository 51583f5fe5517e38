using System.Diagnostics;
using System.Net.Sockets;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Servers;

/// <summary>The real program in a process of its own, on a free port, with a data directory of its own.</summary>
internal sealed class Product : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _log;

    private Product(Process process, int port, string log)
    {
        _process = process;
        _log = log;
        Port = port;
        Facts = new ProcessFacts(process.Id);
    }

    public int Port { get; }

    public ProcessFacts Facts { get; }

    /// <summary>From the start of the process until <c>/health/ready</c> answered 200.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public Stopwatch Since { get; } = Stopwatch.StartNew();

    /// <param name="data">Its data directory; kept by the caller.</param>
    /// <param name="arguments">Further settings, <c>--imap:cacheBytes 0</c>.</param>
    public static Task<Product> StartAsync(string data, params string[] arguments) => StartAsync(data, _ => { }, arguments);

    /// <param name="data">Its data directory; kept by the caller.</param>
    /// <param name="prepare">Changes how the process is started.</param>
    /// <param name="arguments">Further settings.</param>
    public static async Task<Product> StartAsync(string data, Action<ProcessStartInfo> prepare, params string[] arguments)
    {
        var port = FreePort.Next();
        var log = Path.Combine(data, "program.log");
        Directory.CreateDirectory(data);
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >>\"$PROGRAM_LOG\" 2>&1", Repository.Product])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(Repository.Product)!,
        };
        foreach (var argument in (string[])["--api:port", $"{port}", "--dbs:path", data, .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["PROGRAM_LOG"] = log;
        prepare(start);
        var product = new Product(Process.Start(start)!, port, log);
        try
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(product._process.HasExited ? throw new InvalidOperationException("The program ended.") : product.IsReady()),
                "the program is ready",
                TimeSpan.FromSeconds(60));
            product.ReadyAfter = product.Since.Elapsed;
            return product;
        }
        catch (Exception failure)
        {
            var words = product.LastWords();
            await product.DisposeAsync();
            throw new InvalidOperationException($"The program did not start: {words}", failure);
        }
    }

    public HttpWire Connect() => new(Port);

    public string LastWords() => File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(20)) : "";

    /// <summary>All that it has written so far.</summary>
    public IReadOnlyList<string> ReadLog() => File.ReadAllLines(_log);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop as a service manager would.</summary>
    public async Task AskToStopAsync()
    {
        using var stop = Process.Start("/bin/kill", ["-TERM", $"{_process.Id}"]);
        await stop.WaitForExitAsync();
    }

    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    /// <summary>Asks it to stop, then waits.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await AskToStopAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }
        }

        _process.Dispose();
    }

    private bool IsReady()
    {
        try
        {
            using var wire = Connect();
            return wire.Send(HttpWire.Get("/health/ready")).Status == 200;
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }
}
