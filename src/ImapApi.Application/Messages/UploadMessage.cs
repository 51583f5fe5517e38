using FluentValidation;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Stores a message in a mailbox; nothing is sent.</summary>
/// <param name="Path">A path, or a special use.</param>
/// <param name="Message">A whole message, or parts of one. A draft may be without sender of its own, recipients or anything else.</param>
public sealed record UploadMessage(AccountId Account, MailboxPath Path, OutgoingMessage Message, IReadOnlyList<string> Flags, DateTimeOffset? InternalDate) : IRequest<UploadedMessage>
{
    internal sealed class Validator : AbstractValidator<UploadMessage>
    {
        private const int MaxFlags = 100;
        private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public Validator()
        {
            RuleFor(request => request.Message).SetValidator(new OutgoingMessageValidator()).OverridePropertyName("");
            RuleFor(request => request.Message).Must(HasContent).WithMessage("is required: raw, or something of text, html, subject, attachments, to and reference.").OverridePropertyName("raw");
            RuleFor(request => request.Message).Must(message => message.Raw is null || message.Reference is null).WithMessage("is not given beside raw, which is stored as it is.").OverridePropertyName("reference");
            RuleFor(request => request.Message).Must(message => message.Raw is null || message.MessageId is null).WithMessage("is not given beside raw, which is stored as it is.").OverridePropertyName("messageId");
            RuleFor(request => request.Flags).Must(flags => flags.Count <= MaxFlags && flags.All(Flag.IsSettable))
                .WithMessage(@"holds \Seen, \Answered, \Flagged, \Deleted, \Draft, or keywords: ASCII without blanks and ( ) { % * "" \ ].").OverridePropertyName("flags");
            RuleFor(request => request.InternalDate).Must(date => date is null || date >= Earliest)
                .WithMessage("is a time since 1970.").OverridePropertyName("internalDate");
        }

        private static bool HasContent(OutgoingMessage message) =>
            message.Raw is not null || message.Text is not null || message.Html is not null || message.Subject is not null || message.Attachments.Count > 0
            || message.To.Count > 0 || message.Reference is not null;
    }

    internal sealed class Handler(IAccountStore accounts, IMessageStore messages, IReferenceSource references, IMessageComposer composer) : IRequestHandler<UploadMessage, UploadedMessage>
    {
        public async Task<UploadedMessage> Handle(UploadMessage request, CancellationToken cancellationToken)
        {
            if (request.Message.Raw is { } raw)
                return await messages.UploadAsync(request.Account, request.Path, raw, request.Flags, request.InternalDate, cancellationToken);
            var account = await accounts.FindAsync(request.Account, cancellationToken) ?? throw NotFoundException.ForAccount(request.Account);
            var reference = await references.OfAsync(account.Id, request.Message, cancellationToken);
            // Nobody gets it: it needs no recipients.
            var composed = await composer.ComposeAsync(account, request.Message with { Envelope = SmtpEnvelope.None }, reference, cancellationToken);
            await using var source = composed.Source;
            return await messages.UploadAsync(account.Id, request.Path, source, request.Flags, request.InternalDate, cancellationToken);
        }
    }
}
