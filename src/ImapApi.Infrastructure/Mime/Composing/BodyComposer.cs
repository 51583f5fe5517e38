using System.Text;
using ImapApi.Application.Messages;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>
/// The body of a message: text and html as alternatives, images of the html beside it, attachments behind both (RFC 2046 §5.1, RFC 2387).
/// Stored attachments are fetched here.
/// </summary>
internal sealed class BodyComposer(IMessageStore messages)
{
    /// <summary>Without its end (RFC 5322 §2.1.1).</summary>
    private const int MaxLine = 998;

    /// <param name="domain">The sender's, for content ids.</param>
    /// <param name="pieces">Keeps open what the body reads from.</param>
    public async Task<MimeEntity> ComposeAsync(
        AccountId account, OutgoingMessage message, ReferencedMessage? reference, string domain, ComposedPieces pieces, CancellationToken cancellationToken)
    {
        var (text, html) = reference?.Text is null ? (message.Text, message.Html) : Quotation.Append(message.Text, message.Html, reference);
        var images = new List<MimeEntity>();
        if (html is not null)
            (html, images) = DataImages.Extract(html, domain);
        var files = new List<MimeEntity>();
        foreach (var attachment in message.Attachments)
        {
            var entity = await AttachAsync(account, attachment, pieces, cancellationToken);
            (attachment.ContentId is not null && html is not null && attachment.IsInline != false ? images : files).Add(entity);
        }

        foreach (var leaf in reference?.Attachments ?? [])
        {
            var isShown = leaf.ContentId is not null && html?.Contains("cid:" + Bare(leaf.ContentId), StringComparison.Ordinal) == true;
            (isShown ? images : files).Add(await ForwardAsync(account, new AttachmentId(reference!.Reference.Message, leaf.Part), leaf, isShown, pieces, cancellationToken));
        }

        return Behind(Words(text, html, images), files);
    }

    private static MimeEntity Words(string? text, string? html, List<MimeEntity> images)
    {
        var plain = text is null && html is not null ? null : Part("plain", text ?? "");
        if (html is null)
            return plain!;
        MimeEntity shown = Part("html", html);
        if (images.Count > 0)
        {
            var related = new MultipartRelated { Root = shown };
            images.ForEach(related.Add);
            shown = related;
        }

        return plain is null ? shown : new MultipartAlternative { plain, shown };
    }

    private static MimeEntity Behind(MimeEntity words, List<MimeEntity> files)
    {
        if (files.Count == 0)
            return words;
        var mixed = new Multipart("mixed") { words };
        files.ForEach(mixed.Add);
        return mixed;
    }

    private static TextPart Part(string kind, string text)
    {
        var part = new TextPart(kind);
        text = text.ReplaceLineEndings("\r\n");
        part.SetText(Encoding.UTF8, text);
        // MimeKit, which chooses the encoding otherwise, lets a line of 999 pass.
        if (System.Text.Ascii.IsValid(text) && HasLongLine(text))
            part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }

    private static bool HasLongLine(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('\n') is var end && text.Length > MaxLine)
        {
            if (end < 0 || end > MaxLine + 1)
                return true;
            text = text[(end + 1)..];
        }

        return false;
    }

    private async Task<MimeEntity> AttachAsync(AccountId account, OutgoingAttachment attachment, ComposedPieces pieces, CancellationToken cancellationToken)
    {
        var isInline = attachment.IsInline ?? attachment.ContentId is not null;
        if (attachment.Content is { } content)
            return AttachmentPart.Create(attachment.ContentType, attachment.FileName, isInline, attachment.ContentId, pieces.Keep(content.OpenRead()));
        var stored = await messages.OpenAttachmentAsync(account, attachment.Reference!.Value, cancellationToken);
        var copy = await pieces.CopyAsync(stored.Content, cancellationToken);
        return AttachmentPart.Create(attachment.ContentType ?? stored.ContentType, attachment.FileName ?? stored.FileName, isInline, attachment.ContentId, copy);
    }

    private async Task<MimeEntity> ForwardAsync(AccountId account, AttachmentId id, BodyLeaf leaf, bool isInline, ComposedPieces pieces, CancellationToken cancellationToken)
    {
        var stored = await messages.OpenAttachmentAsync(account, id, cancellationToken);
        var copy = await pieces.CopyAsync(stored.Content, cancellationToken);
        return AttachmentPart.Create(stored.ContentType, stored.FileName, isInline, isInline ? Bare(leaf.ContentId!) : null, copy);
    }

    private static string Bare(string contentId) => contentId.Trim('<', '>');
}
