using System.Text;
using ImapApi.Domain.Bounces;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Imap.Mapping;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Bounces;

/// <summary>The header of the message that bounced, as it came back: as a message, as its header alone, or in the text.</summary>
internal static class ReturnedMessage
{
    private static readonly BouncedMessage Unknown = new(InternetMessageId: null);

    public static BouncedMessage Read(IReadOnlyList<MimeEntity> parts)
    {
        // Also text/rfc822-headers, which is a message to MimeKit.
        if (parts.OfType<MessagePart>().FirstOrDefault()?.Message is { } message)
            return From(message.Headers);
        var encoded = parts.OfType<MimePart>().FirstOrDefault(part => part.ContentType.MimeType.ToLowerInvariant() is "message/rfc822" or "message/global" or "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers");
        if (encoded?.Content is null)
            return Unknown;
        using var content = encoded.Content.Open();
        return Read(content);
    }

    /// <param name="text">What follows the line that says so.</param>
    public static BouncedMessage Read(string text)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text.TrimStart('\n', '\r', ' ')));
        return Read(bytes);
    }

    private static BouncedMessage Read(Stream stream)
    {
        using var message = MimeMessage.Load(stream);
        return From(message.Headers);
    }

    private static BouncedMessage From(HeaderList headers)
    {
        var id = HeaderText.First(headers, HeaderId.MessageId);
        return new BouncedMessage(
            id is not null && InternetMessageId.FindAll(id) is [var valid, ..] ? valid : BounceText.Short(id),
            BounceText.Short(HeaderText.First(headers, HeaderId.Subject)));
    }
}
