using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// A real Postfix of our own: a submission server on a free loopback port, with its configuration, queue and data below its own directory. It asks a
/// <see cref="DovecotServer"/> who may log in, and gives that one, by LMTP, all mail for <c>anybody@mx.test</c>; recipients of any other domain are
/// refused, so that no mail leaves the machine. Has to be started as root. Ended by its process id.
/// </summary>
public sealed class PostfixServer : IAsyncDisposable
{
    public const string Host = "127.0.0.1";

    /// <summary>The one domain it delivers.</summary>
    public const string Domain = "mx.test";

    /// <summary>What is sent there comes back, because it leads to <c>nobody@nowhere.test</c>.</summary>
    public const string LostAddress = $"lost@{Domain}";

    private readonly string _root = Directory.CreateTempSubdirectory("postfix-").FullName;
    private readonly DovecotServer _dovecot;
    private Process? _process;

    private PostfixServer(DovecotServer dovecot)
    {
        _dovecot = dovecot;
        Port = FreePort.Next();
        // Postfix's own users have to come in.
        File.SetUnixFileMode(_root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }

    public int Port { get; }

    /// <summary>What Postfix wrote down; for the message of a failed test.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(_root, "postfix.log");

    private string Configuration => Path.Combine(_root, "etc");

    public static async Task<PostfixServer> StartAsync(DovecotServer dovecot)
    {
        var server = new PostfixServer(dovecot);
        try
        {
            PostfixConfiguration.Write(server._root, server.Port, dovecot.LmtpPort, dovecot.SaslPort);
            await RunAsync("chown", "postfix", Path.Combine(server._root, "data"));
            // Makes the directories of the queue.
            await RunAsync("postfix", "-c", server.Configuration, "check");
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a user whose mail lies in <see cref="DovecotServer.MailOf"/> the same name.</summary>
    public static string AddressOf(string user) => $"{user}@{Domain}";

    /// <summary>Starts again after <see cref="StopAsync"/>: same port, same queue.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(PostfixConfiguration.Daemons, "master"), ["-c", Configuration, "-s"]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException("Postfix did not start.");
        var errors = _process.StandardError.ReadToEndAsync();
        await Eventually.TrueAsync(
            async () => _process.HasExited ? throw new InvalidOperationException($"Postfix ended: {await errors}{Log}") : await GreetsAsync(),
            "Postfix greets");
    }

    public async Task StopAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
        {
            var serving = ProcessTree.ChildrenOf(_process.Id);
            await RunAsync("kill", "-TERM", _process.Id.ToString(CultureInfo.InvariantCulture));
            await _process.WaitForExitAsync();
            foreach (var process in serving)
                process.End();
            // They hold its ports and its locks.
            await Eventually.TrueAsync(() => Task.FromResult(serving.All(process => StartedProcess.Find(process.Id)?.StartTime != process.StartTime)), "Postfix has ended");
        }

        _process.Dispose();
        _process = null;
    }

    /// <summary>The messages of a user, in the order of their delivery, once there are so many.</summary>
    public async Task<IReadOnlyList<byte[]>> WaitForMailAsync(string user, int count = 1)
    {
        var inbox = _dovecot.MailOf(user);
        try
        {
            return await Eventually.GetAsync(() => Task.FromResult(inbox.Messages() is { } all && all.Count >= count ? all : null), $"{count} message(s) for {user}", TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{Log}\n{_dovecot.Log}", late);
        }
    }

    /// <summary>Until every message that Postfix took has gone.</summary>
    public Task WaitUntilIdleAsync() =>
        Eventually.TrueAsync(() => Task.FromResult(!new[] { "maildrop", "incoming", "active", "deferred" }.Any(HasFiles)), "Postfix has nothing left to do", TimeSpan.FromSeconds(60));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_root, recursive: true);
    }

    private bool HasFiles(string queue) => Directory.EnumerateFiles(Path.Combine(_root, "queue", queue), "*", SearchOption.AllDirectories).Any();

    private async Task<bool> GreetsAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Host, Port);
            using var reader = new StreamReader(client.GetStream());
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            var greeting = await reader.ReadLineAsync(patience.Token);
            await client.GetStream().WriteAsync("QUIT\r\n"u8.ToArray(), patience.Token);
            return greeting?.StartsWith("220", StringComparison.Ordinal) == true;
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors}{await output}");
    }
}
