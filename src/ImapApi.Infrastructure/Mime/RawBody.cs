using ImapApi.Domain.Submissions;
using MimeKit;
using MimeKit.IO;
using MimeKit.IO.Filters;

namespace ImapApi.Infrastructure.Mime;

/// <summary>All of a message behind its header. It has no fields of its own: those that describe it stand in the message's header.</summary>
internal sealed class RawBody : MimeEntity
{
    private readonly IContent _content;
    private readonly long _offset;

    /// <param name="content">The whole message.</param>
    /// <param name="offset">Where its body begins.</param>
    public RawBody(IContent content, long offset) : base(new ContentType("application", "octet-stream"))
    {
        (_content, _offset) = (content, offset);
        Headers.Clear();
    }

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
