using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ImapApi.TestKit.Imap;

namespace ImapApi.TestKit.Smtp;

/// <summary>
/// A submission server that keeps what it is given: every byte, every command, every message it took. Well-behaved out of the box; every stage can be
/// answered otherwise, held, delayed or cut.
/// </summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly LoopbackListener _listener;
    private readonly Lock _lock = new();
    private readonly Pulse _pulse = new();
    private readonly Dictionary<SmtpStage, Func<SmtpCommand, SmtpReply, Task>> _overrides = [];
    private readonly Dictionary<SmtpStage, SmtpGate> _gates = [];
    private readonly Dictionary<SmtpStage, TimeSpan> _delays = [];
    private readonly List<(SmtpSession Session, Task Run)> _sessions = [];
    private readonly List<SmtpCommand> _commands = [];
    private readonly List<SmtpMessage> _messages = [];
    private readonly List<string> _faults = [];
    private readonly Lazy<X509Certificate2> _certificate;

    private SmtpSink(SmtpSinkOptions? options, X509Certificate2? certificate)
    {
        Options = options ?? new SmtpSinkOptions();
        EndsOfContent = [.. Options.EndsOfContent.Select(Encoding.Latin1.GetBytes)];
        _certificate = new Lazy<X509Certificate2>(() => certificate ?? LoopbackCertificate.Create());
        _listener = new LoopbackListener(Accept);
        _listener.Start();
    }

    public string Host => "127.0.0.1";

    public int Port => _listener.Port;

    public SmtpSinkOptions Options { get; }

    /// <summary>What TLS presents.</summary>
    public X509Certificate2 Certificate => _certificate.Value;

    /// <summary>The connection ends when so many bytes of a message's content after DATA have come.</summary>
    public int CutContentAt { get; set; } = int.MaxValue;

    /// <summary>The messages taken so far, in order.</summary>
    public IReadOnlyList<SmtpMessage> Messages => Snapshot(_messages);

    /// <summary>The commands so far, in order of their arrival; the greeting of a connection is one, and a final dot.</summary>
    public IReadOnlyList<SmtpCommand> Commands => Snapshot(_commands);

    /// <summary>All connections ever, in order.</summary>
    public IReadOnlyList<SmtpSession> Sessions => [.. Snapshot(_sessions).Select(entry => entry.Session)];

    /// <summary>Every byte of every connection, one connection after the other, inside of TLS.</summary>
    public byte[] Received => [.. Sessions.SelectMany(session => session.Received)];

    public int ConnectionCount => Sessions.Count;

    public int OpenConnections => Sessions.Count(session => session.IsOpen);

    internal IReadOnlyList<byte[]> EndsOfContent { get; }

    public static SmtpSink Start(SmtpSinkOptions? options = null, X509Certificate2? certificate = null) => new(options, certificate);

    /// <summary>The test answers this stage itself.</summary>
    public SmtpSink On(SmtpStage stage, Func<SmtpCommand, SmtpReply, Task> handler)
    {
        lock (_lock)
            _overrides[stage] = handler;
        return this;
    }

    /// <summary>Other words at this stage, for so many commands. A 2xx or 3xx lets the command take effect, anything else does not.</summary>
    public SmtpSink Answer(SmtpStage stage, string reply, int times = int.MaxValue) => OnFirst(stage, times, async (_, answer) =>
    {
        if (reply[0] is '2' or '3')
            await answer.ApplyAsync();
        await answer.LineAsync(reply);
    });

    /// <summary>Ends the connection at this stage, for so many commands.</summary>
    public SmtpSink Cut(SmtpStage stage, SmtpCut place, int times = int.MaxValue) => OnFirst(stage, times, async (_, reply) =>
    {
        if (place == SmtpCut.InsteadOfReply)
            await reply.ApplyAsync();
        else if (place == SmtpCut.AfterReply)
            await reply.StandardAsync();
        reply.Drop();
    });

    /// <summary>Stops every connection that comes to this stage, until the gate is released.</summary>
    public SmtpGate Hold(SmtpStage stage)
    {
        var gate = new SmtpGate();
        lock (_lock)
            _gates[stage] = gate;
        return gate;
    }

    /// <summary>Lets every command of this stage wait.</summary>
    public SmtpSink Delay(SmtpStage stage, TimeSpan delay)
    {
        lock (_lock)
            _delays[stage] = delay;
        return this;
    }

    /// <summary>From here on this stage is answered as out of the box.</summary>
    public void Reset(SmtpStage stage)
    {
        lock (_lock)
        {
            _overrides.Remove(stage);
            _delays.Remove(stage);
            if (_gates.Remove(stage, out var gate))
                gate.Release();
        }
    }

    /// <summary>Closes every connection; new ones are accepted.</summary>
    public void DropAll()
    {
        foreach (var session in Sessions)
            session.Drop();
    }

    /// <summary>The messages, once there are so many.</summary>
    public Task<IReadOnlyList<SmtpMessage>> WaitForMessagesAsync(int count = 1, TimeSpan? timeout = null) =>
        _pulse.WaitForAsync(() => Messages is { } all && all.Count >= count ? all : null, $"{count} message(s)", Describe, timeout);

    /// <summary>The first command of a stage, now or as soon as it comes.</summary>
    public Task<SmtpCommand> WaitForAsync(SmtpStage stage, TimeSpan? timeout = null) =>
        _pulse.WaitForAsync(() => Commands.FirstOrDefault(command => command.Stage == stage), stage.ToString(), Describe, timeout);

    /// <summary>Until so many connections are open.</summary>
    public Task WaitForOpenConnectionsAsync(int count, TimeSpan? timeout = null) =>
        _pulse.WaitUntilAsync(() => OpenConnections == count, $"{count} open connection(s)", () => $"{OpenConnections} are open. {Describe()}", timeout);

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        foreach (var (session, run) in Snapshot(_sessions))
        {
            session.Drop();
            await run;
            session.Dispose();
        }

        if (_certificate.IsValueCreated)
            _certificate.Value.Dispose();
    }

    internal void StateChanged() => _pulse.Beat();

    /// <returns>The name under which the message is queued.</returns>
    internal string Take(SmtpMessage message)
    {
        int count;
        lock (_lock)
        {
            _messages.Add(message);
            count = _messages.Count;
        }

        _pulse.Beat();
        return $"Q{count}";
    }

    internal async Task AnswerAsync(SmtpSession session, SmtpCommand command)
    {
        Func<SmtpCommand, SmtpReply, Task>? handler;
        SmtpGate? gate;
        TimeSpan delay;
        lock (_lock)
        {
            _commands.Add(command);
            handler = _overrides.GetValueOrDefault(command.Stage);
            gate = _gates.GetValueOrDefault(command.Stage);
            delay = _delays.GetValueOrDefault(command.Stage);
        }

        _pulse.Beat();
        if (gate is not null)
            await gate.PassAsync(session.Closing);
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, session.Closing);
        var reply = new SmtpReply(session, () => SmtpStandardReplies.ApplyAsync(this, session, command));
        try
        {
            await (handler?.Invoke(command, reply) ?? reply.StandardAsync());
        }
        catch (Exception exception) when (exception is not (IOException or OperationCanceledException or ObjectDisposedException))
        {
            lock (_lock)
                _faults.Add(exception.ToString());
            await reply.LineAsync("451 4.3.0 The script failed: " + exception.Message.ReplaceLineEndings(" "));
        }

        if (command.Stage == SmtpStage.Quit)
            session.Drop();
    }

    private SmtpSink OnFirst(SmtpStage stage, int times, Func<SmtpCommand, SmtpReply, Task> handler)
    {
        var left = times;
        return On(stage, (command, reply) => Interlocked.Decrement(ref left) >= 0 ? handler(command, reply) : reply.StandardAsync());
    }

    private IReadOnlyList<T> Snapshot<T>(List<T> list)
    {
        lock (_lock)
            return [.. list];
    }

    private string Describe()
    {
        lock (_lock)
            return _commands.Count + _faults.Count == 0 ? "The sink saw nothing." : "The sink saw:" + string.Concat(_commands.Select(command => Environment.NewLine + command).Concat(_faults));
    }

    private void Accept(TcpClient client)
    {
        lock (_lock)
        {
            var session = new SmtpSession(this, _sessions.Count + 1, client);
            _sessions.Add((session, Task.Run(session.RunAsync)));
        }

        _pulse.Beat();
    }
}
