using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ImapApi.TestKit.Storage;
using StackExchange.Redis;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A redis-server of its own on a free loopback port, with an append-only file in a directory of its own.</summary>
public sealed class RedisServer : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly string[] _arguments;
    private Process? _process;
    private int _databases;

    public RedisServer() : this("--maxmemory-policy", "noeviction", "--appendonly", "yes", "--databases", "1024")
    {
    }

    internal RedisServer(params string[] arguments) => _arguments = arguments;

    public int Port { get; } = FreePort.Next();

    public string Endpoint => $"127.0.0.1:{Port}";

    /// <summary>All that it keeps on disk.</summary>
    public IReadOnlyList<string> Files => Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories);

    /// <summary>Another database of the server for each caller, so that tests do not meet.</summary>
    public int NextDatabase() => Interlocked.Increment(ref _databases);

    public string Address(int database) => $"redis://{Endpoint}/{database}";

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _directory.Dispose();
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("redis-server") { WorkingDirectory = _directory.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _directory.Path, "--save", "" }.Concat(_arguments))
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilServingAsync(_process);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>
    /// What an operator does after Redis itself was killed: cuts the append-only file back to its last whole transaction. Redis 7.0 alone cuts it behind
    /// the last whole command, also within a MULTI, and writes on from there: the next crash would join that piece to another transaction.
    /// </summary>
    public async Task RepairAsync()
    {
        var manifest = Path.Combine(_directory.Path, "appendonlydir", "appendonly.aof.manifest");
        using var check = Process.Start(new ProcessStartInfo("redis-check-aof", ["--fix", manifest]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            await check.StandardInput.WriteLineAsync("y");
            check.StandardInput.Close();
        }
        catch (IOException)
        {
            // Nothing was broken: it ended without asking.
        }

        await check.StandardOutput.ReadToEndAsync();
        await check.WaitForExitAsync();
    }

    /// <summary>Lets the process hang: connections stay, and nothing is answered.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    public Task ContinueAsync() => SignalAsync("-CONT");

    /// <summary>Runs a command on a connection of its own.</summary>
    public async Task<RedisResult> ExecuteAsync(string command, params object[] arguments)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(Endpoint + ",allowAdmin=true");
        return await redis.GetServer(Endpoint).ExecuteAsync(command, arguments);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    private async Task WaitUntilServingAsync(Process process)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await AnswersAsync(patience.Token))
        {
            process.HasExited.ShouldBeFalse("redis-server ended by itself");
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>It listens before its file is loaded, and says so until it serves.</summary>
    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
            var answer = new byte[64];
            var length = await client.GetStream().ReadAsync(answer, cancellationToken);
            return answer.AsSpan(0, length).StartsWith("+PONG"u8);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
