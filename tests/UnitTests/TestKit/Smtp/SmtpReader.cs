using System.Text;

namespace ImapApi.TestKit.Smtp;

/// <summary>Reads what a client sends, and records each byte as it comes.</summary>
internal sealed class SmtpReader(Stream stream, Action<ReadOnlySpan<byte>> record)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>A line without its end, bytes that are not UTF-8 as Latin-1; <c>null</c> when the client has closed.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new MemoryStream();
        while (await NextAsync(cancellationToken) is { } next)
        {
            if (next == '\n')
                return Decode(line.ToArray()).TrimEnd('\r');
            line.WriteByte(next);
        }

        return null;
    }

    /// <summary>The content after DATA as it was on the wire, up to and with what ended it; <c>null</c> when the client has closed, or <paramref name="cutAt"/> bytes have come.</summary>
    public async Task<byte[]?> ReadContentAsync(IReadOnlyList<byte[]> ends, int cutAt, CancellationToken cancellationToken)
    {
        // The end of DATA's own line counts as part of the sequence: a dot alone may be the first line.
        var content = new MemoryStream();
        content.Write("\r\n"u8);
        while (content.Length - 2 < cutAt && await NextAsync(cancellationToken) is { } next)
        {
            content.WriteByte(next);
            if (next is (byte)'\n' or (byte)'\r' && EndsWithAny(content, ends))
                return content.ToArray()[2..];
        }

        return null;
    }

    /// <summary>So many bytes; <c>null</c> when the client has closed before.</summary>
    public async Task<byte[]?> ReadBytesAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count; at++)
        {
            if (await NextAsync(cancellationToken) is not { } next)
                return null;
            bytes[at] = next;
        }

        return bytes;
    }

    private async ValueTask<byte?> NextAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            _start = 0;
            _end = await stream.ReadAsync(_buffer, cancellationToken);
            record(_buffer.AsSpan(0, _end));
            if (_end == 0)
                return null;
        }

        return _buffer[_start++];
    }

    private static bool EndsWithAny(MemoryStream content, IReadOnlyList<byte[]> ends)
    {
        var written = content.GetBuffer().AsSpan(0, (int)content.Length);
        foreach (var end in ends)
        {
            if (written.EndsWith(end))
                return true;
        }

        return false;
    }

    private static string Decode(byte[] line)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(line);
        }
    }
}
