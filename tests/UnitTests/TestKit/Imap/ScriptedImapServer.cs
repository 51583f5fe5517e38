using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ImapApi.TestKit.Imap;

/// <summary>
/// An IMAP server that does what a test says: a small well-behaved server out of the box, every command of which can be overridden with
/// <see cref="On(string, Func{ImapCommand, ImapReply, Task})"/>; or, with <see cref="StartRaw"/>, nothing but a connection and a script.
/// </summary>
internal sealed class ScriptedImapServer : IAsyncDisposable
{
    private readonly LoopbackListener _listener;
    private readonly Lock _lock = new();
    private readonly Pulse _pulse = new();
    private readonly Dictionary<string, Func<ImapCommand, ImapReply, Task>> _overrides = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(ImapSession Session, Task Run)> _sessions = [];
    private readonly Lazy<X509Certificate2> _certificate;
    private int _accepted;

    private ScriptedImapServer(ScriptedImapOptions? options, X509Certificate2? certificate, Func<Stream, CancellationToken, Task>? raw)
    {
        Options = options ?? new ScriptedImapOptions();
        RawConversation = raw;
        _certificate = new Lazy<X509Certificate2>(() => certificate ?? LoopbackCertificate.Create());
        _listener = new LoopbackListener(Accept);
        _listener.Start();
    }

    public string Host => "127.0.0.1";

    public int Port => _listener.Port;

    public ScriptedImapOptions Options { get; }

    /// <summary>What TLS presents.</summary>
    public X509Certificate2 Certificate => _certificate.Value;

    public CommandLog Commands { get; } = new();

    /// <summary>What came off the wire, before it was decrypted.</summary>
    public WireRecord Heard { get; } = new();

    /// <summary>Keyed by name. <c>INBOX</c> is there, empty, from the start.</summary>
    public MailboxTable Mailboxes { get; } = new();

    public ScriptedMailbox Inbox => Mailboxes["INBOX"];

    /// <summary>Connections ever accepted.</summary>
    public int ConnectionCount => Volatile.Read(ref _accepted);

    /// <summary>Connections that are open now.</summary>
    public int OpenConnections => Open().Length;

    /// <summary>See <see cref="Mute"/>.</summary>
    public bool IsMute { get; private set; }

    internal Func<Stream, CancellationToken, Task>? RawConversation { get; private set; }

    public static ScriptedImapServer Start(ScriptedImapOptions? options = null, X509Certificate2? certificate = null) => new(options, certificate, raw: null);

    /// <summary>Runs the script on every connection (inside TLS where the options say so); the connection is closed when it returns.</summary>
    public static ScriptedImapServer StartRaw(Func<Stream, CancellationToken, Task> script, ScriptedImapOptions? options = null) => new(options, certificate: null, script);

    /// <summary>The same for a server that already runs; its next connections follow the script, <c>null</c> makes them behave again.</summary>
    public void Raw(Func<Stream, CancellationToken, Task>? script) => RawConversation = script;

    /// <summary>Overrides a command: <c>FETCH</c> with and without UID, <c>UID FETCH</c> only the latter. It must tag its answer, or not, as the test wants.</summary>
    public ScriptedImapServer On(string verb, Func<ImapCommand, ImapReply, Task> handler)
    {
        lock (_lock)
            _overrides[verb] = handler;
        return this;
    }

    /// <summary>Takes an override back.</summary>
    public void Reset(string verb)
    {
        lock (_lock)
            _overrides.Remove(verb);
    }

    /// <summary>From now on nothing is ever written again on any connection, though all stay open: a half-open link.</summary>
    public void Mute() => IsMute = true;

    public void Unmute() => IsMute = false;

    /// <summary>Closes every connection; new ones are accepted.</summary>
    public void DropAll()
    {
        foreach (var session in Open())
            session.Drop();
    }

    /// <summary>Sends a line (its end is added) to every connection that is in IDLE, as soon as there is one.</summary>
    public async Task PushAsync(string line, TimeSpan? timeout = null)
    {
        foreach (var session in await WaitForIdleAsync(timeout: timeout))
            await session.WriteAsync(line + "\r\n");
    }

    /// <summary>Adds a message and tells the connections that idle in the mailbox, if any; others learn it at their next NOOP or IDLE.</summary>
    public async Task<ScriptedMessage> DeliverAsync(string mailbox = "INBOX", params string[] flags)
    {
        var target = Mailboxes[mailbox];
        var message = target.Add(flags);
        foreach (var session in Open().Where(session => session.IsIdle && session.Selected == target))
            await StandardAnswers.AnnounceAsync(session);
        return message;
    }

    /// <summary>The connections in IDLE, once there are as many as asked for.</summary>
    public async Task<IReadOnlyList<ImapSession>> WaitForIdleAsync(int count = 1, TimeSpan? timeout = null) =>
        await _pulse.WaitForAsync(
            () => Open().Where(session => session.IsIdle).ToArray() is { } idle && idle.Length >= count ? idle : null,
            $"{count} connection(s) in IDLE",
            Commands.Describe,
            timeout);

    /// <summary>Until so many connections were accepted in all.</summary>
    public Task WaitForConnectionsAsync(int count, TimeSpan? timeout = null) =>
        _pulse.WaitUntilAsync(() => ConnectionCount >= count, $"connection {count}", Commands.Describe, timeout);

    /// <summary>Until so many connections are open.</summary>
    public Task WaitForOpenConnectionsAsync(int count, TimeSpan? timeout = null) =>
        _pulse.WaitUntilAsync(() => OpenConnections == count, $"{count} open connection(s)", () => $"{OpenConnections} are open. {Commands.Describe()}", timeout);

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        (ImapSession Session, Task Run)[] sessions;
        lock (_lock)
            sessions = [.. _sessions];
        foreach (var (session, run) in sessions)
        {
            session.Drop();
            await run;
            session.Dispose();
        }

        if (_certificate.IsValueCreated)
            _certificate.Value.Dispose();
    }

    internal void StateChanged() => _pulse.Beat();

    internal async Task AnswerAsync(ImapSession session, ImapCommand command)
    {
        Func<ImapCommand, ImapReply, Task>? handler;
        lock (_lock)
            handler = _overrides.GetValueOrDefault(command.FullVerb) ?? _overrides.GetValueOrDefault(command.Verb);
        ImapReply reply = null!;
        reply = new ImapReply(session, command, () => StandardAnswers.AnswerAsync(this, command, reply));
        try
        {
            await (handler ?? ((_, _) => reply.StandardAsync()))(command, reply);
        }
        catch (Exception exception) when (exception is not (IOException or OperationCanceledException or ObjectDisposedException))
        {
            Commands.AddFault(exception);
            await reply.BadAsync("The script failed: " + exception.Message.ReplaceLineEndings(" "));
        }
    }

    private ImapSession[] Open()
    {
        lock (_lock)
            return [.. _sessions.Select(entry => entry.Session).Where(session => session.IsOpen)];
    }

    private void Accept(TcpClient client)
    {
        var session = new ImapSession(this, Interlocked.Increment(ref _accepted), client);
        lock (_lock)
            _sessions.Add((session, Task.Run(session.RunAsync)));
        StateChanged();
    }
}
