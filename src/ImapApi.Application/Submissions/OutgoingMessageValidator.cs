using System.Linq.Expressions;
using FluentValidation;
using ImapApi.Domain;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>What a caller may send. Everything here reaches a wire: a line stays a line, an address an address. Keys are the contract's: <c>to.0.address</c>.</summary>
internal sealed class OutgoingMessageValidator : AbstractValidator<OutgoingMessage>
{
    private const int MaxRecipients = 1000;
    private const int MaxLine = 2000;
    private const int MaxHeaders = 100;
    private const int MaxHeaderValue = 8000;
    private const int MaxAttachments = 100;

    public OutgoingMessageValidator()
    {
        RuleFor(message => message.From!).SetValidator(new EmailAddressValidator()).When(message => message.From is not null).OverridePropertyName("from");
        Addresses(message => message.To, "to");
        Addresses(message => message.Cc, "cc");
        Addresses(message => message.Bcc, "bcc");
        Addresses(message => message.ReplyTo, "replyTo");
        RuleFor(message => message).Must(message => message.To.Count + message.Cc.Count + message.Bcc.Count <= MaxRecipients)
            .WithMessage($"to, cc and bcc name at most {MaxRecipients} recipients together.").OverridePropertyName("to");
        RuleFor(message => message.Subject).Must(subject => subject is null || (subject.Length <= MaxLine && Text.IsSingleLine(subject)))
            .WithMessage($"has at most {MaxLine} printable characters, on one line.").OverridePropertyName("subject");
        Body(message => message.Text, "text");
        Body(message => message.Html, "html");
        RuleFor(message => message.MessageId).Must(id => id is null || InternetMessageId.IsValid(id))
            .WithMessage("is a message id: <left@right> of printable ASCII without blanks.").OverridePropertyName("messageId");
        Headers();
        RuleFor(message => message.Attachments).Must(attachments => attachments.Count <= MaxAttachments)
            .WithMessage($"holds at most {MaxAttachments} attachments.").OverridePropertyName("attachments");
        RuleForEach(message => message.Attachments).OverrideIndexer((_, _, _, index) => $".{index}").SetValidator(new OutgoingAttachmentValidator()).OverridePropertyName("attachments");
        RuleFor(message => message.Envelope!).SetValidator(new EnvelopeValidator()).When(message => message.Envelope is not null).OverridePropertyName("envelope");
        RuleFor(message => message.Dsn!).SetValidator(new DeliveryStatusValidator()).When(message => message.Dsn is not null).OverridePropertyName("dsn");
        Raw();
    }

    private void Addresses(Expression<Func<OutgoingMessage, IEnumerable<EmailAddress>>> addresses, string key) =>
        RuleForEach(addresses).OverrideIndexer((_, _, _, index) => $".{index}").SetValidator(new EmailAddressValidator()).OverridePropertyName(key);

    private void Body(Expression<Func<OutgoingMessage, string?>> body, string key) =>
        RuleFor(body).Must(text => text is null || (!text.Contains('\0') && Text.IsWhole(text)))
            .WithMessage("holds no NUL and no half of a character.").OverridePropertyName(key);

    private void Headers()
    {
        RuleFor(message => message.Headers).Must(headers => headers.Count <= MaxHeaders).WithMessage($"holds at most {MaxHeaders} header fields.").OverridePropertyName("headers");
        RuleForEach(message => message.Headers).OverrideIndexer((_, _, header, _) => "." + header.Name)
            .Must(header => HeaderRules.IsName(header.Name)).WithMessage("is no name of a header field: up to 76 printable ASCII characters without blanks and colon.")
            .Must(header => header.Value.Length <= MaxHeaderValue && Text.IsSingleLine(header.Value)).WithMessage($"has at most {MaxHeaderValue} printable characters, on one line.")
            .Must(header => !HeaderRules.IsOurs(header.Name)).WithMessage("is set by the server or has a key of its own.")
            .Must((message, header) => message.Reference is null || !HeaderRules.IsThreading(header.Name)).WithMessage("is set from the reference.")
            .OverridePropertyName("headers");
    }

    /// <summary>A raw message has all of its parts itself.</summary>
    private void Raw()
    {
        RuleFor(message => message.Raw).Must(raw => raw is null or { Length: > 0 }).WithMessage("is empty.").OverridePropertyName("raw");
        Instead(message => message.From is not null, "from");
        Instead(message => message.To.Count > 0, "to");
        Instead(message => message.Cc.Count > 0, "cc");
        Instead(message => message.Bcc.Count > 0, "bcc");
        Instead(message => message.ReplyTo.Count > 0, "replyTo");
        Instead(message => message.Subject is not null, "subject");
        Instead(message => message.Text is not null, "text");
        Instead(message => message.Html is not null, "html");
        Instead(message => message.Attachments.Count > 0, "attachments");
        Instead(message => message.Headers.Count > 0, "headers");
    }

    private void Instead(Func<OutgoingMessage, bool> isGiven, string key) =>
        RuleFor(message => message).Must(message => message.Raw is null || !isGiven(message)).WithMessage("is not given beside raw, which is the whole message.").OverridePropertyName(key);
}
