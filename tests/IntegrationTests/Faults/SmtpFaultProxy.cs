using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ImapApi.TestKit;
using ImapApi.TestKit.Imap;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Faults;

/// <summary>Stands between the program and a submission server, follows their conversation into TLS, and does one thing wrong at one stage, once.</summary>
internal sealed class SmtpFaultProxy : IAsyncDisposable
{
    private readonly LoopbackListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _lines = [];
    private readonly Lock _lock = new();
    private (SmtpFaultStage Stage, SmtpFault Fault)? _armed;

    public SmtpFaultProxy(SmtpSink sink)
    {
        Sink = sink;
        _listener = new LoopbackListener(Accept);
        _listener.Start();
    }

    public SmtpSink Sink { get; }

    public int Port => _listener.Port;

    /// <summary>The fault has happened.</summary>
    public bool HasStruck { get; private set; }

    public X509Certificate2 Certificate { get; } = LoopbackCertificate.Create();

    /// <summary>The next time that the conversation comes to this stage.</summary>
    public void Arm(SmtpFaultStage stage, SmtpFault fault)
    {
        lock (_lock)
            _armed = (stage, fault);
    }

    /// <returns>Null: this time all goes well.</returns>
    public SmtpFault? Strike(SmtpFaultStage stage)
    {
        lock (_lock)
        {
            if (_armed is not var (at, fault) || at != stage)
                return null;
            _armed = null;
            HasStruck = true;
            return fault;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _stopping.CancelAsync();
        Task[] lines;
        lock (_lock)
            lines = [.. _lines];
        await Task.WhenAll(lines);
        _stopping.Dispose();
        Certificate.Dispose();
    }

    private void Accept(TcpClient client)
    {
        lock (_lock)
            _lines.Add(Task.Run(() => ServeAsync(client)));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        // What is not read must soon be felt by whoever writes it.
        near.ReceiveBufferSize = 64 * 1024;
        try
        {
            await far.ConnectAsync(Sink.Host, Sink.Port, _stopping.Token);
            await new SmtpFaultLine(this, near, far, _stopping.Token).RunAsync();
        }
        catch (Exception ended) when (ended is IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // One side has gone, or the fault was to end it: so does the other.
        }
    }
}
