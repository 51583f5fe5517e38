using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>Composes a message of its parts. All of it is 7-bit on every wire, but for addresses that need SMTPUTF8.</summary>
internal sealed class PartsComposer(BodyComposer bodies, TimeProvider time)
{
    public async Task<ComposedMessage> ComposeAsync(Account account, OutgoingMessage message, ReferencedMessage? reference, CancellationToken cancellationToken)
    {
        var from = message.From ?? Sender(account) ?? throw new ValidationFailedException("from", "is required: the account's user names are no mail addresses.");
        message = Address(message, reference, from);
        string[] recipients = [.. message.To.Concat(message.Cc).Concat(message.Bcc).Select(address => address.Address)];
        if (recipients.Length == 0 && message.Envelope is null)
            throw new ValidationFailedException("to", "is required: the original names nobody to answer.");

        var domain = MailAddress.Domain(from.Address);
        var messageId = message.MessageId ?? InternetMessageId.Create(domain, Guid.NewGuid());
        var subject = message.Subject ?? (reference is null ? "" : ReplySubject.Derive(reference.Subject, reference.Reference.Action));
        using var mime = new MimeMessage();
        mime.Headers.Clear();
        ComposedHeader.Add(mime, HeaderId.From, mime.From, [from]);
        ComposedHeader.Add(mime, HeaderId.ReplyTo, mime.ReplyTo, message.ReplyTo);
        ComposedHeader.Add(mime, HeaderId.To, mime.To, message.To);
        ComposedHeader.Add(mime, HeaderId.Cc, mime.Cc, message.Cc);
        ComposedHeader.Add(mime, HeaderId.Bcc, mime.Bcc, message.Bcc);
        mime.Headers.Add(LiteralWords.Header("Subject", subject));
        mime.Date = time.GetUtcNow();
        mime.Headers.Add(ComposedHeader.Ids(HeaderId.MessageId, [messageId]));
        if (reference is not null)
            ComposedHeader.Thread(mime.Headers, reference.Thread, reference.Reference.Action);
        foreach (var field in message.Headers)
            mime.Headers.Add(LiteralWords.Header(field.Name, field.Value));
        mime.Headers.Add(HeaderId.MimeVersion, "1.0");

        await using var pieces = new ComposedPieces();
        mime.Body = await bodies.ComposeAsync(account.Id, message, reference, domain, pieces, cancellationToken);
        mime.Prepare(EncodingConstraint.SevenBit);
        var envelope = ComposedHeader.ToWire(message.Envelope ?? new SmtpEnvelope(from.Address, recipients));
        var source = await WriteAsync(mime, NeedsSmtpUtf8(message, from), cancellationToken);
        return new ComposedMessage(messageId, subject, envelope, message.Dsn, source);
    }

    private static EmailAddress? Sender(Account account)
    {
        var address = new[] { account.Smtp?.Credentials.User, account.Imap?.Credentials.User }.FirstOrDefault(MailAddress.IsValid);
        return address is null ? null : new EmailAddress(account.Name, address);
    }

    /// <summary>A reply that names nobody goes to who wants answers; a reply to all goes to all others as well.</summary>
    private static OutgoingMessage Address(OutgoingMessage message, ReferencedMessage? reference, EmailAddress from)
    {
        if (reference is null or { Reference.Action: ReferenceAction.Forward })
            return message;
        var self = from.Address;
        var to = message.To.Count + message.Cc.Count + message.Bcc.Count > 0 ? message.To : Usable(ReplyRecipients.Reply(reference.From, reference.ReplyTo, reference.To, self));
        var cc = reference.Reference.Action == ReferenceAction.ReplyAll && message.Cc.Count == 0 ? Usable(ReplyRecipients.All([.. to, .. message.Bcc], reference.To, reference.Cc, self)) : message.Cc;
        return message with { To = to, Cc = cc };
    }

    /// <summary>A stranger's header may hold what is no address: it cannot be answered, and must not stop the rest.</summary>
    private static EmailAddress[] Usable(IReadOnlyList<EmailAddress> addresses) =>
        [.. addresses.Where(address => MailAddress.IsValid(address.Address)).Select(address => address with { Name = Domain.Text.IsSingleLine(address.Name) ? address.Name : "" })];

    private static bool NeedsSmtpUtf8(OutgoingMessage message, EmailAddress from) =>
        message.To.Concat(message.Cc).Concat(message.Bcc).Concat(message.ReplyTo).Append(from).Any(address => MailAddress.NeedsSmtpUtf8(address.Address));

    private static async Task<SpoolStream> WriteAsync(MimeMessage mime, bool isInternational, CancellationToken cancellationToken)
    {
        var format = FormatOptions.Default.Clone();
        (format.NewLineFormat, format.EnsureNewLine, format.International) = (NewLineFormat.Dos, true, isInternational);
        var spool = new SpoolStream();
        try
        {
            await mime.WriteToAsync(format, spool, cancellationToken);
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }
}
