using System.Diagnostics;
using System.Net.Sockets;
using System.Reflection;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>One of the programs below <c>examples/</c>, as it was built, on a loopback port. Ended by its process id.</summary>
public sealed class ExampleProcess : IAsyncDisposable
{
    private readonly ProcessOutput _output = new();
    private Process? _process;

    private ExampleProcess(int port) => Port = port;

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}/";

    /// <summary>All it has written so far.</summary>
    public string Output => _output.Text;

    /// <param name="name">The assembly's name: <c>AuthServer</c>.</param>
    public static async Task<ExampleProcess> StartAsync(string name, int port, params string[] arguments)
    {
        var program = typeof(ExampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
        var example = new ExampleProcess(port);
        var start = new ProcessStartInfo("dotnet", [program, "--urls", $"http://127.0.0.1:{port}", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        var process = example._process = Process.Start(start)!;
        example._output.Follow(process);
        await Eventually.TrueAsync(
            async () => process.HasExited ? throw new InvalidOperationException($"{name} ended with {process.ExitCode}: {example.Output}") : await example.ListensAsync(),
            $"{name} listens",
            TimeSpan.FromSeconds(60));
        return example;
    }

    /// <summary>The output, once it holds this.</summary>
    public async Task<string> UntilPrintedAsync(string text)
    {
        await Eventually.TrueAsync(() => Task.FromResult(Output.Contains(text, StringComparison.Ordinal)), $"the example prints {text}");
        return Output;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not { } process)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    private async Task<bool> ListensAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
