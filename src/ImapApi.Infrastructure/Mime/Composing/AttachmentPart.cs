using System.Text;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>One attachment as a MIME part: base64 whatever it is, but for a message, which has to be written as it is (RFC 2046 §5.2.1).</summary>
internal static class AttachmentPart
{
    /// <param name="content">Seekable; read when the message is written.</param>
    public static MimeEntity Create(string? contentType, string? fileName, bool isInline, string? contentId, Stream content)
    {
        var type = contentType is not null && ContentType.TryParse(contentType, out var given) ? given
            : ContentType.Parse(fileName is null ? "application/octet-stream" : MimeTypes.GetMimeType(fileName));
        MimeEntity entity = type.IsMimeType("message", "rfc822") && TryLoad(content) is { } message ? new MessagePart { Message = message } : Part(type, content);
        entity.ContentDisposition = new ContentDisposition(isInline ? ContentDisposition.Inline : ContentDisposition.Attachment);
        if (fileName is not null)
        {
            entity.ContentDisposition.Parameters.Add(Encoding.UTF8, "filename", fileName);
            entity.ContentType.Parameters.Remove("name");
            entity.ContentType.Parameters.Add(Encoding.UTF8, "name", fileName);
        }

        if (contentId is not null)
        {
            var field = new Header(HeaderId.ContentId, "");
            field.SetRawValue(Encoding.ASCII.GetBytes($" <{contentId}>\r\n"));
            entity.Headers.Add(field);
        }

        return entity;
    }

    private static MimePart Part(ContentType type, Stream content)
    {
        // A message that cannot be read as one, or any other that has to stay as it is, goes as bytes.
        if (type.IsMimeType("message", "*") || type.IsMimeType("multipart", "*"))
            type = new ContentType("application", "octet-stream");
        return new MimePart(type) { Content = new MimeContent(content), ContentTransferEncoding = ContentEncoding.Base64 };
    }

    private static MimeMessage? TryLoad(Stream content)
    {
        try
        {
            return MimeMessage.Load(content, persistent: true);
        }
        catch (FormatException)
        {
            content.Position = 0;
            return null;
        }
    }
}
