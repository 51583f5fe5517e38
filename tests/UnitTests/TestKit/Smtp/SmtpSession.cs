using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using ImapApi.TestKit.Imap;

namespace ImapApi.TestKit.Smtp;

/// <summary>One connection to a sink.</summary>
internal sealed class SmtpSession(SmtpSink sink, int number, TcpClient client) : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly MemoryStream _received = new();
    private Stream _stream = client.GetStream();
    private SmtpReader? _reader;

    public int Number => number;

    /// <summary>Every byte that came, inside of TLS.</summary>
    public byte[] Received
    {
        get
        {
            lock (_received)
                return _received.ToArray();
        }
    }

    public bool IsOpen { get; private set; } = true;

    public bool IsSecure => _stream is SslStream;

    public CancellationToken Closing => _closing.Token;

    /// <summary>What AUTH brought, until its verdict.</summary>
    public SmtpLogin? Offered { get; private set; }

    public SmtpTransaction State { get; private set; } = new();

    public async Task RunAsync()
    {
        try
        {
            if (sink.Options.Security == WireSecurity.Tls)
                await SecureAsync();
            _reader ??= new SmtpReader(_stream, Record);
            await sink.AnswerAsync(this, new SmtpCommand(number, SmtpStage.Greeting, ""));
            while (await ReadLineAsync() is { } line)
                await ObeyAsync(SmtpCommand.Parse(number, line));
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

    public async Task WriteAsync(string text)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), Closing);
        await _stream.FlushAsync(Closing);
    }

    public Task<string?> ReadLineAsync() => _reader!.ReadLineAsync(Closing);

    public void Drop()
    {
        IsOpen = false;
        _closing.Cancel();
        client.Close();
        sink.StateChanged();
    }

    public void Dispose()
    {
        client.Dispose();
        _closing.Dispose();
    }

    private async Task ObeyAsync(SmtpCommand command)
    {
        switch (command.Stage)
        {
            case SmtpStage.Auth:
                Offered = await SmtpLoginExchange.ReadAsync(this, command, sink.Options.Mechanisms);
                break;
            case SmtpStage.Bdat or SmtpStage.Content:
                var size = int.Parse(command.Arguments[0], NumberStyles.None, CultureInfo.InvariantCulture);
                State.Content.Write(await _reader!.ReadBytesAsync(size, Closing) ?? throw new EndOfStreamException("The client closed within a chunk."));
                break;
        }

        await sink.AnswerAsync(this, command);
        if (State.IsTlsDue)
            await SecureAsync();
        if (!State.IsContentDue)
            return;
        State.IsContentDue = false;
        var wire = await _reader!.ReadContentAsync(sink.EndsOfContent, sink.CutContentAt, Closing);
        if (wire is null)
            throw new EndOfStreamException("The client closed within the content.");
        State.Content.Write(Unstuffed(wire));
        await sink.AnswerAsync(this, new SmtpCommand(number, SmtpStage.Content, "."));
    }

    private async Task SecureAsync()
    {
        var secured = new SslStream(_stream);
        await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = sink.Certificate }, Closing);
        _stream = secured;
        _reader = new SmtpReader(secured, Record);
        // RFC 3207: nothing of what was said in clear is known any more.
        State = new SmtpTransaction();
    }

    private void Record(ReadOnlySpan<byte> bytes)
    {
        lock (_received)
            _received.Write(bytes);
    }

    /// <summary>The message without the final dot's line, and without the dots that were doubled (RFC 5321 §4.5.2).</summary>
    private static byte[] Unstuffed(byte[] wire)
    {
        var message = new MemoryStream(wire.Length);
        var end = wire.Length;
        while (wire[end - 1] is (byte)'\r' or (byte)'\n')
            end--;
        for (var at = 0; at < end - 1; at++)
        {
            if (wire[at] == '.' && (at == 0 || (at >= 2 && wire[at - 1] == '\n' && wire[at - 2] == '\r')))
                continue;
            message.WriteByte(wire[at]);
        }

        return message.ToArray();
    }
}
