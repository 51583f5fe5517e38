using System.Diagnostics;
using System.Net.Sockets;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// A real Cyrus of our own: a free loopback port, its own directory. Has to be started as root, for Cyrus changes to its own user. Ended by its process id.
/// </summary>
public sealed class CyrusServer : IMailServer
{
    private readonly string _root;
    private Process? _process;

    private CyrusServer()
    {
        _root = Directory.CreateTempSubdirectory("cyrus-").FullName;
        Maildir.Open(_root);
        Maildir.Open(Path.Combine(_root, "conf"));
        Maildir.Open(Path.Combine(_root, "spool"));
        Port = FreePort.Next();
    }

    public int Port { get; }

    public static async Task<CyrusServer> StartAsync()
    {
        var server = new CyrusServer();
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<RawImap> ConnectAsync(string user)
    {
        var client = await RawImap.ConnectAsync(DovecotServer.Host, Port);
        await client.LoginAsync(user, DovecotServer.Password);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } master)
        {
            // A killed master cannot end those that serve somebody.
            var serving = ProcessTree.ChildrenOf(master.Id);
            master.Kill();
            await master.WaitForExitAsync();
            foreach (var process in serving)
                process.End();
            await Eventually.TrueAsync(() => Task.FromResult(serving.All(process => StartedProcess.Find(process.Id)?.StartTime != process.StartTime)), "Cyrus has ended");
        }

        _process?.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task RunAsync()
    {
        CyrusConfiguration.Write(_root, Port);
        var start = new ProcessStartInfo("cyrmaster", ["-C", CyrusConfiguration.Settings(_root), "-M", CyrusConfiguration.Services(_root), "-p", Path.Combine(_root, "master.pid"), "-D"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var master = _process = Process.Start(start) ?? throw new InvalidOperationException("Cyrus did not start.");
        await Eventually.TrueAsync(
            async () => master.HasExited ? throw new InvalidOperationException($"Cyrus ended with {master.ExitCode}; see the system's log.") : await AnswersAsync(),
            "Cyrus greets",
            TimeSpan.FromSeconds(60));
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var client = await RawImap.ConnectAsync(DovecotServer.Host, Port);
            return true;
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }
}
