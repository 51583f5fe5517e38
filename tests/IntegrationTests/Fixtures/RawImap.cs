using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// The barest IMAP client: sends a line, reads until its tag comes back. It interprets nothing but literals, and reuses one buffer,
/// so that it can serve as the floor of a measurement.
/// </summary>
public sealed class RawImap : IAsyncDisposable
{
    /// <summary>A test that waits for ever says nothing.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _patience = new();
    private readonly Stream _stream;
    private readonly byte[] _tag = "A00000000 "u8.ToArray();
    private byte[] _buffer = new byte[64 * 1024];
    private byte[] _line = new byte[1024];
    private int _filled;
    private int _consumed;
    private uint _count;

    private RawImap(Stream stream) => _stream = stream;

    /// <summary>The greeting, without its line end.</summary>
    public string Greeting { get; private set; } = "";

    public static async Task<RawImap> ConnectAsync(string host, int port, bool tls = false)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream stream;
        try
        {
            await socket.ConnectAsync(host, port);
            stream = new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        try
        {
            if (tls)
            {
                var secured = new SslStream(stream, leaveInnerStreamOpen: false);
                stream = secured;
                await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    // The certificate is the test's own.
                    RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
                });
            }

            var client = new RawImap(stream);
            client.Greeting = await client.ReadLineAsync();
            return client;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public async Task LoginAsync(string user, string password) => await OkAsync($"LOGIN \"{user}\" \"{password}\"");

    /// <summary>The whole answer of a command that has to succeed, literals included, in Latin-1.</summary>
    public async Task<string> OkAsync(string command)
    {
        var answer = await CommandAsync(command);
        var status = answer.LastIndexOf('\n', answer.Length - 2) + 1;
        return answer.AsSpan(status + 10).StartsWith("OK")
            ? answer
            : throw new InvalidOperationException($"{command}: {answer}");
    }

    /// <summary>The whole answer, the tagged line last, in Latin-1.</summary>
    public async Task<string> CommandAsync(string command)
    {
        var length = await ExchangeAsync(Encoding.Latin1.GetBytes(command));
        return Encoding.Latin1.GetString(_buffer, 0, length);
    }

    /// <summary>Adds a message; its UID where the server tells it.</summary>
    public async Task<uint?> AppendAsync(string mailbox, byte[] message, string flags = "")
    {
        // Without LITERAL+ the server's "+" is not waited for, only read: it takes what is there already.
        var plus = Greeting.Contains("Courier", StringComparison.Ordinal) ? "" : "+";
        var command = Encoding.Latin1.GetBytes($"APPEND \"{mailbox}\" ({flags}) {{{message.Length}{plus}}}\r\n");
        byte[] whole = [.. command, .. message];
        var answer = Encoding.Latin1.GetString(_buffer, 0, await ExchangeAsync(whole));
        if (!answer.Contains(" OK ", StringComparison.Ordinal))
            throw new InvalidOperationException(answer);
        const string code = "[APPENDUID ";
        var start = answer.IndexOf(code, StringComparison.Ordinal);
        return start < 0 ? null : uint.Parse(answer[(start + code.Length)..].Split(' ', ']')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Sends a command (without tag and line end) and reads to the end of its answer. Answers the number of bytes; they stay in
    /// <see cref="Answer"/> until the next command. Allocates nothing once the buffer is large enough.
    /// </summary>
    public async ValueTask<int> ExchangeAsync(ReadOnlyMemory<byte> command)
    {
        await SendTaggedAsync(command);
        var position = 0;
        var start = true;
        while (true)
        {
            var end = await LineEndAsync(position);
            if (start && _buffer.AsSpan(position, end - position).StartsWith(_tag))
            {
                _consumed = end;
                return end;
            }

            var literal = LiteralLength(_buffer.AsSpan(position, end - position));
            start = literal < 0;
            position = end;
            if (literal <= 0)
                continue;
            await FillAsync(position + literal);
            position += literal;
        }
    }

    /// <summary>The answer of the last <see cref="ExchangeAsync"/>.</summary>
    public ReadOnlyMemory<byte> Answer => _buffer.AsMemory(0, _consumed);

    /// <summary>Sends a line as it is; for IDLE, DONE, and what no client should send.</summary>
    public async Task SendLineAsync(string line)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"));
        await _stream.FlushAsync();
    }

    /// <summary>The next line the server sends, without its end.</summary>
    public async Task<string> ReadLineAsync()
    {
        DropConsumed();
        var end = await LineEndAsync(0);
        _consumed = end;
        return Encoding.Latin1.GetString(_buffer, 0, end).TrimEnd('\r', '\n');
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _patience.Dispose();
    }

    private async ValueTask SendTaggedAsync(ReadOnlyMemory<byte> command)
    {
        DropConsumed();
        _count++;
        _count.TryFormat(_tag.AsSpan(1, 8), out _, "D8", CultureInfo.InvariantCulture);
        var length = _tag.Length + command.Length + 2;
        if (_line.Length < length)
            _line = new byte[length];
        _tag.CopyTo(_line, 0);
        command.Span.CopyTo(_line.AsSpan(_tag.Length));
        "\r\n"u8.CopyTo(_line.AsSpan(length - 2));
        await _stream.WriteAsync(_line.AsMemory(0, length));
        await _stream.FlushAsync();
    }

    private void DropConsumed()
    {
        _buffer.AsSpan(_consumed, _filled - _consumed).CopyTo(_buffer);
        _filled -= _consumed;
        _consumed = 0;
    }

    private async ValueTask<int> LineEndAsync(int from)
    {
        var searched = from;
        while (true)
        {
            var found = _buffer.AsSpan(searched, _filled - searched).IndexOf((byte)'\n');
            if (found >= 0)
                return searched + found + 1;
            searched = _filled;
            await FillAsync(_filled + 1);
        }
    }

    private async ValueTask FillAsync(int needed)
    {
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(needed, _buffer.Length * 2));
        while (_filled < needed)
        {
            _patience.CancelAfter(LongestSilence);
            var read = await _stream.ReadAsync(_buffer.AsMemory(_filled), _patience.Token);
            _patience.CancelAfter(Timeout.InfiniteTimeSpan);
            if (read == 0)
                throw new EndOfStreamException("The mail server closed the connection.");
            _filled += read;
        }
    }

    private static int LiteralLength(ReadOnlySpan<byte> line)
    {
        if (!line.EndsWith("}\r\n"u8))
            return -1;
        var digits = line[(line.LastIndexOf((byte)'{') + 1)..^3];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : -1;
    }
}
