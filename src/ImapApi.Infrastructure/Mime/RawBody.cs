using ImapApi.Domain.Submissions;
using MimeKit;
using MimeKit.IO;
using MimeKit.IO.Filters;

namespace ImapApi.Infrastructure.Mime;

/// <summary>All of a message behind its header. It has no fields of its own: those that describe it stand in the message's header.</summary>
internal sealed class RawBody : MimePart
{
    private readonly IContent _content;
    private readonly long _offset;

    /// <param name="content">The whole message.</param>
    /// <param name="offset">Where its body begins.</param>
    /// <param name="isEightBit">There are bytes above ASCII in it.</param>
    public RawBody(IContent content, long offset, bool isEightBit) : base(new ContentType("application", "octet-stream"))
    {
        (_content, _offset) = (content, offset);
        // MailKit asks it whether the message needs 8BITMIME (RFC 6152).
        ContentTransferEncoding = isEightBit ? ContentEncoding.EightBit : ContentEncoding.SevenBit;
        Headers.Clear();
    }

    /// <summary>Awaited when all of the body has been written and flushed.</summary>
    public Func<CancellationToken, Task>? Written { get; set; }

    public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
    {
        // It stays as it is.
    }

    public override void WriteTo(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        using var body = Open();
        var lines = WithLineEnds(stream);
        body.CopyTo(lines);
        lines.Flush(cancellationToken);
    }

    public override async Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default)
    {
        await using var body = Open();
        var lines = WithLineEnds(stream);
        await body.CopyToAsync(lines, cancellationToken);
        await lines.FlushAsync(cancellationToken);
        if (Written is null)
            return;
        // A filter's flush ends at the filter.
        for (var next = stream; next is not null; next = (next as FilteredStream)?.Source)
            await next.FlushAsync(cancellationToken);
        await Written(cancellationToken);
    }

    /// <summary>The encoding is known without a field that tells it.</summary>
    protected override void OnHeadersChanged(HeaderListChangedAction action, Header? header)
    {
        // There are no fields to read anything from.
    }

    private Stream Open()
    {
        var body = _content.OpenRead();
        body.Seek(_offset, SeekOrigin.Begin);
        return body;
    }

    private static FilteredStream WithLineEnds(Stream stream)
    {
        var lines = new FilteredStream(stream);
        lines.Add(new Unix2DosFilter());
        return lines;
    }
}
