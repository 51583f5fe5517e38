using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>The built program in a process of its own, on a free port and with a data directory that outlives kills and restarts.</summary>
public sealed class ApiProcess : IAsyncDisposable
{
    private static readonly string Program = typeof(ApiProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ApiProgram").Value!;

    private readonly string[] _arguments;
    private readonly bool _ownsData;
    private readonly ProcessOutput _output = new();
    private Process? _process;

    private ApiProcess(string[] arguments, string? dataDirectory)
    {
        _arguments = arguments;
        _ownsData = dataDirectory is null;
        DataDirectory = dataDirectory ?? Directory.CreateTempSubdirectory("imapapi-").FullName;
        Port = FreePort.Next();
        Client = new ApiClient(new Uri($"http://127.0.0.1:{Port}"));
    }

    public int Port { get; }

    /// <summary>How many files and sockets the next run may open (RLIMIT_NOFILE); null: as many as we may.</summary>
    public int? OpenFiles { get; init; }

    public string DataDirectory { get; }

    public ApiClient Client { get; }

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The program does not run.");

    public bool HasExited => _process?.HasExited ?? true;

    /// <summary>All it has written so far, over all its runs.</summary>
    public string Output => _output.Text;

    public static Task<ApiProcess> StartAsync(params string[] arguments) => StartInAsync(null, arguments);

    /// <summary>Starts on a data directory that is somebody else's to delete.</summary>
    public static async Task<ApiProcess> StartInAsync(string? dataDirectory, params string[] arguments)
    {
        var api = new ApiProcess(arguments, dataDirectory);
        try
        {
            await api.StartAsync();
            return api;
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it with few files and sockets that it may open.</summary>
    public static async Task<ApiProcess> StartWithFilesAsync(int limit, params string[] arguments)
    {
        var api = new ApiProcess(arguments, null) { OpenFiles = limit };
        await api.StartAsync();
        return api;
    }

    /// <summary>Starts it with what should stop it at once, and waits for that.</summary>
    public static Task<ApiExit> RunToEndAsync(params string[] arguments) => RunToEndAsync(new Dictionary<string, string>(), arguments);

    public static async Task<ApiExit> RunToEndAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = StartInfo(arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new TimeoutException($"The program did not stop: {await output}{await errors}", late);
        }

        return new ApiExit(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts (again) and waits until it is ready.</summary>
    public async Task StartAsync()
    {
        var process = Launch();
        await Eventually.TrueAsync(
            async () => process.HasExited ? throw new InvalidOperationException($"The program ended with {process.ExitCode}: {Output}") : await IsReadyAsync(),
            "the program is ready",
            TimeSpan.FromMinutes(2));
    }

    /// <summary>Starts (again), and no more.</summary>
    public Process Launch()
    {
        var start = StartInfo(["--api:port", Port.ToString(CultureInfo.InvariantCulture), "--dbs:path", DataDirectory, .. _arguments]);
        if (OpenFiles is { } limit)
        {
            // It becomes the program, under the same process id.
            start.ArgumentList.Insert(0, start.FileName);
            start.ArgumentList.Insert(0, $"--nofile={limit}:{limit}");
            start.FileName = "prlimit";
        }

        var process = Process.Start(start)!;
        _process = process;
        _output.Follow(process);
        return process;
    }

    /// <summary>Runs a command-line tool with this program's configuration.</summary>
    public Task<ApiExit> RunToolAsync(params string[] words) => RunToEndAsync([.. words, "--dbs:path", DataDirectory, .. _arguments]);

    /// <summary>A program that is not started yet, on a free port and with a data directory of its own.</summary>
    public static ApiProcess Prepare(params string[] arguments) => new(arguments, dataDirectory: null);

    /// <summary>kill -9: no chance to write anything down.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM, as a service manager does it. Answers the exit code.</summary>
    public async Task<int> StopAsync()
    {
        var process = _process ?? throw new InvalidOperationException("The program does not run.");
        await SignalAsync("TERM");
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(patience.Token);
        _process = null;
        using (process)
            return process.ExitCode;
    }

    /// <summary>Stands still, connections and all, until <see cref="ContinueAsync"/>.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ContinueAsync() => SignalAsync("CONT");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Client.Dispose();
        if (_ownsData)
            Directory.Delete(DataDirectory, recursive: true);
    }

    private async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name.StartsWith("IMAPAPI_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        return start;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            return (await Client.GetAsync("/health/ready")).Status == HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is SocketException or HttpRequestException { InnerException: SocketException or IOException or null })
        {
            // The bare one is thrown when a connection is gone before .NET has asked who is at its other end.
            return false;
        }
    }
}
