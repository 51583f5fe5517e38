using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Submissions;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>
/// Takes a whole message as it is: its body byte for byte, its header field for field. Line ends become CRLF, and what a message cannot go without is added:
/// Message-ID, Date, and the place in its conversation.
/// </summary>
internal sealed class RawComposer(TimeProvider time)
{
    public async Task<ComposedMessage> ComposeAsync(OutgoingMessage message, IContent whole, ReferencedMessage? reference, CancellationToken cancellationToken)
    {
        await using var lines = new SpoolStream();
        await using (var source = whole.OpenRead())
            await LineEnds.NormalizeAsync(source, lines, cancellationToken);
        using var raw = await RawMessage.ReadAsync(lines, cancellationToken);
        var mime = raw.Message;
        var sender = Sender(mime);
        var envelope = ComposedHeader.ToWire(message.Envelope ?? Envelope(mime, sender));
        var messageId = Complete(mime, message, reference, sender);

        var format = FormatOptions.Default.Clone();
        (format.NewLineFormat, format.EnsureNewLine) = (NewLineFormat.Dos, true);
        var spool = new SpoolStream();
        try
        {
            await mime.WriteToAsync(format, spool, cancellationToken);
            return new ComposedMessage(messageId, mime.Subject ?? "", envelope, message.Dsn, spool);
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds what is missing, and answers the Message-ID that the message has now.</summary>
    private string Complete(MimeMessage mime, OutgoingMessage message, ReferencedMessage? reference, string sender)
    {
        var given = message.MessageId;
        string[] own = [.. mime.Headers.Where(field => field.Id == HeaderId.MessageId).Select(field => field.Value.Trim())];
        var id = given ?? (own is [var only] && InternetMessageId.IsValid(only) ? only : InternetMessageId.Create(MailAddress.Domain(sender), Guid.NewGuid()));
        if (own is not [var same] || same != id)
        {
            mime.Headers.RemoveAll(HeaderId.MessageId);
            mime.Headers.Insert(0, ComposedHeader.Ids(HeaderId.MessageId, [id]));
        }

        if (!mime.Headers.Contains(HeaderId.Date))
            mime.Date = time.GetUtcNow();
        if (reference is not null && !mime.Headers.Contains(HeaderId.InReplyTo) && !mime.Headers.Contains(HeaderId.References))
            ComposedHeader.Thread(mime.Headers, reference.Thread, reference.Reference.Action);
        return id;
    }

    private static string Sender(MimeMessage mime)
    {
        var sender = mime.Sender ?? mime.From.Mailboxes.FirstOrDefault() ?? throw new ValidationFailedException("raw", "has a From field with an address.");
        return MailAddress.IsValid(sender.Address) ? sender.Address : throw new ValidationFailedException("raw", $"is from '{sender.Address}', which is not a mail address.");
    }

    private static SmtpEnvelope Envelope(MimeMessage mime, string sender)
    {
        string[] recipients = [.. mime.To.Mailboxes.Concat(mime.Cc.Mailboxes).Concat(mime.Bcc.Mailboxes).Select(mailbox => mailbox.Address)];
        if (recipients.Length == 0)
            throw new ValidationFailedException("raw", "names no recipient: add To, Cc or Bcc to it, or give envelope.");
        if (Array.Find(recipients, address => !MailAddress.IsValid(address)) is { } wrong)
            throw new ValidationFailedException("raw", $"names '{wrong}' as a recipient, which is not a mail address.");
        return new SmtpEnvelope(sender, recipients);
    }
}
