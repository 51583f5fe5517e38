using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// A real Dovecot of our own: free loopback ports, its own directory, any user name with the password <see cref="Password"/>.
/// Has to be started as root, for Dovecot changes to its own users. Ended by its process id.
/// </summary>
public sealed class DovecotServer : IMailServer
{
    public const string Password = "secret";

    /// <summary>Where <see cref="Port"/> is: plain text, TLS not even offered.</summary>
    public const string Host = "127.0.0.1";

    /// <summary>Where <see cref="TlsPort"/> and <see cref="StartTlsPort"/> are.</summary>
    public const string TlsHost = "127.0.0.2";

    /// <summary>Names that carry a special use where the profile tells them; see <see cref="Maildir.AddSpecialMailboxes"/>.</summary>
    public static readonly IReadOnlyList<string> SpecialMailboxes = ["Sent", "Drafts", "Trash", "Junk"];

    private readonly string _root;
    private readonly bool _hibernates;
    private readonly byte[]? _tokenKey;
    private Process? _process;
    private long _delivered;

    private DovecotServer(DovecotProfile profile, bool hibernates, byte[]? tokenKey)
    {
        Profile = profile;
        _hibernates = hibernates;
        _tokenKey = tokenKey;
        _root = Directory.CreateTempSubdirectory("dovecot-").FullName;
        // Dovecot's own users have to come in, whatever the mask of the user who runs the tests.
        Maildir.Open(_root);
        Maildir.Open(Path.Combine(_root, "home"));
        Certificate = SelfSignedCertificate.WriteTo(_root);
        InotifyInstances = InotifyLimit.Raise();
        Port = FreePort.Next();
        TlsPort = FreePort.Next();
        StartTlsPort = FreePort.Next();
        LmtpPort = FreePort.Next();
        SaslPort = FreePort.Next();
    }

    public DovecotProfile Profile { get; }

    public int Port { get; }

    /// <summary>TLS from the first byte.</summary>
    public int TlsPort { get; }

    /// <summary>Plain text until STARTTLS.</summary>
    public int StartTlsPort { get; }

    /// <summary>Where mail for <c>user@any.domain</c> is delivered (RFC 2033).</summary>
    public int LmtpPort { get; }

    /// <summary>Where a mail transfer agent asks who may log in.</summary>
    public int SaslPort { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>How many processes may watch at once; above it Dovecot polls.</summary>
    public int InotifyInstances { get; }

    /// <param name="tokenKey">Access tokens signed with it log in too (XOAUTH2, OAUTHBEARER): HS256, the user in <c>sub</c>.</param>
    public static async Task<DovecotServer> StartAsync(DovecotProfile profile = DovecotProfile.Full, bool hibernates = false, byte[]? tokenKey = null)
    {
        var server = new DovecotServer(profile, hibernates, tokenKey);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts again after <see cref="StopAsync"/>: same ports, same mail.</summary>
    public async Task StartAsync()
    {
        var file = DovecotConfiguration.Write(_root, Profile, Port, TlsPort, StartTlsPort, LmtpPort, SaslPort, _hibernates, _tokenKey);
        Directory.CreateDirectory(Path.Combine(_root, "run"));
        Directory.CreateDirectory(Path.Combine(_root, "state"));
        var start = new ProcessStartInfo("dovecot", ["-F", "-c", file]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException("Dovecot did not start.");
        var errors = _process.StandardError.ReadToEndAsync();
        await Eventually.TrueAsync(
            async () => _process.HasExited ? throw new InvalidOperationException($"Dovecot ended: {await errors}{Log}") : await AnswersAsync(),
            "Dovecot greets");
    }

    /// <summary>Ends the server and with it every connection.</summary>
    public async Task StopAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
        {
            var serving = ProcessTree.ChildrenOf(_process.Id);
            using var stop = Process.Start("doveadm", ["-c", Path.Combine(_root, "dovecot.conf"), "stop"]);
            await stop.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }

            // Processes that serve somebody stay behind, as after a restart of the service.
            foreach (var process in serving)
                process.End();
        }

        _process.Dispose();
        _process = null;
    }

    /// <summary>The mail of a user, who comes into being by being asked for.</summary>
    public Maildir MailOf(string user) => new(Path.Combine(_root, "home", user), () => Interlocked.Increment(ref _delivered));

    public Task<RawImap> ConnectAsync(string user) => ConnectAsync(user, tls: false);

    /// <summary>A second client, logged in.</summary>
    public async Task<RawImap> ConnectAsync(string user, bool tls)
    {
        var client = tls ? await RawImap.ConnectAsync(TlsHost, TlsPort, tls: true) : await RawImap.ConnectAsync(Host, Port);
        await client.LoginAsync(user, Password);
        return client;
    }

    /// <summary>How many connections each user has that is logged in.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountConnectionsAsync()
    {
        using var who = Process.Start(new ProcessStartInfo("doveadm", ["-c", Path.Combine(_root, "dovecot.conf"), "who", "-1"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var told = who.StandardOutput.ReadToEndAsync();
        await who.StandardError.ReadToEndAsync();
        await who.WaitForExitAsync();
        return (await told).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0]).CountBy(user => user).ToDictionary();
    }

    /// <summary>What Dovecot wrote down; for the message of a failed test.</summary>
    public string Log => File.Exists(Path.Combine(_root, "dovecot.log")) ? File.ReadAllText(Path.Combine(_root, "dovecot.log")) : "";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Certificate.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using var client = await RawImap.ConnectAsync(Host, Port);
            return true;
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
    }
}
