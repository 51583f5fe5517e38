using ImapApi.Application.Errors;
using ImapApi.Domain.Submissions;
using MimeKit;
using MimeKit.Utils;

namespace ImapApi.Infrastructure.Mime;

/// <summary>
/// A message that goes onto the wire as it came, byte for byte but for its line ends, which become CRLF: the signatures in it stay valid. Of its header each
/// field is kept as it was written, and its body is never parsed nor held, but read whenever it is written.
/// </summary>
internal sealed class RawMessage : IDisposable
{
    private const int MaxHeaderLength = 1024 * 1024;

    private RawMessage(MimeMessage message, RawBody body, long length, long bodyLength, bool hasEightBitHeader, bool hasEightBitBody) =>
        (Message, Body, Length, BodyLength, HasEightBitHeader, HasEightBitBody) = (message, body, length, bodyLength, hasEightBitHeader, hasEightBitBody);

    /// <summary>For MailKit to write, and for nothing else.</summary>
    public MimeMessage Message { get; }

    public RawBody Body { get; }

    /// <summary>What follows the empty line, in bytes.</summary>
    public long BodyLength { get; }

    /// <summary>There is UTF-8 in its header (RFC 6532).</summary>
    public bool HasEightBitHeader { get; }

    public bool HasEightBitBody { get; }

    /// <summary>In bytes, as it came.</summary>
    public long Length { get; }

    /// <summary>The message's own Message-ID with its angle brackets; null where it has none.</summary>
    public string? MessageId => Message.Headers[HeaderId.MessageId] is not { } id ? null : MimeUtils.ParseMessageId(id) is { Length: > 0 } parsed ? $"<{parsed}>" : id.Trim();

    /// <exception cref="ValidationFailedException">It is no message (key <c>raw</c>).</exception>
    public static async Task<RawMessage> ReadAsync(IContent content, CancellationToken cancellationToken)
    {
        await using var source = content.OpenRead();
        var head = new byte[(int)Math.Min(content.Length, MaxHeaderLength)];
        await source.ReadExactlyAsync(head, cancellationToken);
        var end = EndOfHeader(head);
        if (end < 0 && content.Length > MaxHeaderLength)
            throw new ValidationFailedException("raw", $"has at most {MaxHeaderLength} bytes of header.");
        if (end < 0)
            end = head.Length;
        var isEightBit = await IsEightBitAsync(head, end, source, cancellationToken);

        var message = new MimeMessage();
        message.Headers.Clear();
        foreach (var field in await ReadHeaderAsync(head.AsMemory(0, end).ToArray(), cancellationToken))
            message.Headers.Add(field);
        var body = new RawBody(content, end, isEightBit);
        message.Body = body;
        return new RawMessage(message, body, content.Length, content.Length - end, !System.Text.Ascii.IsValid(head.AsSpan(0, end)), isEightBit);
    }

    public void Dispose() => Message.Dispose();

    private static async Task<HeaderList> ReadHeaderAsync(byte[] head, CancellationToken cancellationToken)
    {
        var name = head.AsSpan().IndexOfAnyExceptInRange((byte)'!', (byte)'~');
        var colon = head.AsSpan().IndexOf((byte)':');
        // A name of visible ASCII, and a colon (RFC 5322 §2.2).
        if (colon <= 0 || (name >= 0 && name < colon))
            throw new ValidationFailedException("raw", "is a message: it begins with a header field (RFC 5322).");
        try
        {
            using var fields = new MemoryStream(head, writable: false);
            return await HeaderList.LoadAsync(fields, cancellationToken);
        }
        catch (FormatException)
        {
            throw new ValidationFailedException("raw", "has a header that can be read: fields, and an empty line (RFC 5322).");
        }
    }

    /// <summary>Behind the empty line; negative where there is none.</summary>
    private static int EndOfHeader(ReadOnlySpan<byte> head)
    {
        for (var at = head.IndexOf((byte)'\n'); at >= 0;)
        {
            var rest = head[(at + 1)..];
            if (rest is [(byte)'\n', ..])
                return at + 2;
            if (rest is [(byte)'\r', (byte)'\n', ..])
                return at + 3;
            var next = rest.IndexOf((byte)'\n');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return -1;
    }

    /// <summary>Looks at every byte once.</summary>
    private static async Task<bool> IsEightBitAsync(byte[] head, int bodyStart, Stream rest, CancellationToken cancellationToken)
    {
        RefuseNul(head);
        var isEightBit = !System.Text.Ascii.IsValid(head.AsSpan(bodyStart));
        var buffer = new byte[64 * 1024];
        while (await rest.ReadAsync(buffer, cancellationToken) is > 0 and var length)
        {
            RefuseNul(buffer.AsSpan(0, length));
            isEightBit |= !System.Text.Ascii.IsValid(buffer.AsSpan(0, length));
        }

        return isEightBit;
    }

    private static void RefuseNul(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0))
            throw new ValidationFailedException("raw", "holds a NUL, which no mail server stores.");
    }
}
