using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ImapApi.TestKit.Imap;

/// <summary>One connection to a scripted server.</summary>
internal sealed class ImapSession(ScriptedImapServer server, int number, TcpClient client) : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private Stream _stream = new HeardStream(client.GetStream(), server.Heard);
    private ImapLineReader? _reader;

    public int Number => number;

    public ScriptedMailbox? Selected { get; set; }

    /// <summary>The count of messages that the client was told last.</summary>
    public int AnnouncedExists { get; set; }

    public bool IsSecure => _stream is SslStream;

    public bool IsIdle { get; private set; }

    public bool IsOpen { get; private set; } = true;

    public CancellationToken Closing => _closing.Token;

    public async Task RunAsync()
    {
        try
        {
            if (server.Options.Security == WireSecurity.Tls)
                await SecureAsync(server.Certificate);
            _reader = new ImapLineReader(_stream);
            if (server.RawConversation is { } raw)
                await raw(_stream, Closing);
            else
                await ConverseAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
        {
            // The client has gone, does not trust us, or the test ends: all of them ways for a connection to end.
        }
        finally
        {
            Drop();
        }
    }

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (server.IsMute)
            return;
        await _writing.WaitAsync(Closing);
        try
        {
            var step = server.Options.DripBytes is > 0 and var drip ? drip : Math.Max(1, bytes.Length);
            for (; bytes.Length > 0; bytes = bytes[Math.Min(step, bytes.Length)..])
            {
                await _stream.WriteAsync(bytes[..Math.Min(step, bytes.Length)], Closing);
                await _stream.FlushAsync(Closing);
                if (bytes.Length > step && server.Options.DripPause > TimeSpan.Zero)
                    await Task.Delay(server.Options.DripPause, Closing);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The next line outside of a command: what follows a <c>+</c>, the DONE of an IDLE.</summary>
    public Task<string?> ReadLineAsync() => _reader!.ReadLineAsync(Closing);

    /// <summary>Idle from the <c>+</c> to the client's next line, which is returned and recorded.</summary>
    public async Task<string?> IdleAsync(string tag)
    {
        await WriteAsync("+ idling\r\n");
        SetIdle(true);
        var line = await ReadLineAsync();
        SetIdle(false);
        if (line is not null)
            server.Commands.Add(new ImapCommand(number, tag, line.ToUpperInvariant(), ByUid: false, ""));
        return line;
    }

    public async Task SecureAsync(X509Certificate2 certificate)
    {
        var secured = new SslStream(_stream);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Closing);
        _stream = secured;
        _reader = new ImapLineReader(secured);
    }

    public void Drop()
    {
        IsIdle = false;
        IsOpen = false;
        _closing.Cancel();
        client.Close();
        server.StateChanged();
    }

    public void Dispose()
    {
        client.Dispose();
        _writing.Dispose();
        _closing.Dispose();
    }

    private async Task ConverseAsync()
    {
        if (server.Options.Greeting is { } greeting)
            await WriteAsync(greeting + "\r\n");
        while (await _reader!.ReadCommandAsync(() => WriteAsync("+ go on\r\n"), Closing) is { } line)
        {
            var command = Parse(line);
            server.Commands.Add(command);
            await server.AnswerAsync(this, command);
        }
    }

    private ImapCommand Parse(string line)
    {
        var words = line.Split(' ', 3);
        var verb = words.ElementAtOrDefault(1)?.ToUpperInvariant() ?? "";
        var rest = words.ElementAtOrDefault(2) ?? "";
        if (verb != "UID")
            return new ImapCommand(number, words[0], verb, ByUid: false, rest);
        var inner = rest.Split(' ', 2);
        return new ImapCommand(number, words[0], inner[0].ToUpperInvariant(), ByUid: true, inner.ElementAtOrDefault(1) ?? "");
    }

    private void SetIdle(bool idle)
    {
        IsIdle = idle;
        server.StateChanged();
    }
}
