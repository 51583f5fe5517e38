using System.Diagnostics;
using System.Net.Sockets;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// A real Courier of our own: a free loopback port, its own directory. Has to be started as root, for it changes to the user of the mail, and its mounts are
/// its own. Its processes are a namespace of their own: when the first of them is killed, the kernel ends the rest.
/// </summary>
public sealed class CourierServer : IMailServer
{
    private readonly string _root;
    private readonly ProcessOutput _output = new();
    private Process? _process;

    private CourierServer()
    {
        _root = Directory.CreateTempSubdirectory("courier-").FullName;
        Maildir.Open(_root);
        Port = FreePort.Next();
    }

    public int Port { get; }

    public static async Task<CourierServer> StartAsync()
    {
        var server = new CourierServer();
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
        if (_process is { HasExited: false } first)
        {
            first.Kill();
            await first.WaitForExitAsync();
        }

        _process?.Dispose();
        // The kernel may still be ending somebody who writes there.
        await Eventually.TrueAsync(() => Task.FromResult(IsDeleted()), "Courier's directory is deleted");
    }

    private async Task RunAsync()
    {
        CourierConfiguration.Write(_root, Port);
        var start = new ProcessStartInfo("unshare", ["--mount", "--pid", "--fork", "--kill-child=SIGKILL", "sh", CourierConfiguration.Script(_root)])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var first = _process = Process.Start(start) ?? throw new InvalidOperationException("Courier did not start.");
        _output.Follow(first);
        await Eventually.TrueAsync(
            async () => first.HasExited ? throw new InvalidOperationException($"Courier ended with {first.ExitCode}: {_output.Text}") : await AnswersAsync(),
            "Courier greets",
            TimeSpan.FromSeconds(60));
    }

    private bool IsDeleted()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
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
