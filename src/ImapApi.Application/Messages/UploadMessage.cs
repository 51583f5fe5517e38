using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Stores a message in a mailbox; nothing is sent.</summary>
/// <param name="Path">A path, or a special use.</param>
/// <param name="Raw">The whole message (RFC 5322).</param>
public sealed record UploadMessage(AccountId Account, MailboxPath Path, IContent Raw, IReadOnlyList<string> Flags, DateTimeOffset? InternalDate) : IRequest<UploadedMessage>
{
    internal sealed class Validator : AbstractValidator<UploadMessage>
    {
        private const int MaxFlags = 100;
        private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public Validator()
        {
            RuleFor(request => request.Raw).Must(raw => raw.Length > 0).WithMessage("is not empty.").OverridePropertyName("raw");
            RuleFor(request => request.Flags).Must(flags => flags.Count <= MaxFlags && flags.All(Flag.IsSettable))
                .WithMessage(@"holds \Seen, \Answered, \Flagged, \Deleted, \Draft, or keywords: ASCII without blanks and ( ) { % * "" \ ].").OverridePropertyName("flags");
            RuleFor(request => request.InternalDate).Must(date => date is null || date >= Earliest)
                .WithMessage("is a time since 1970.").OverridePropertyName("internalDate");
        }
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<UploadMessage, UploadedMessage>
    {
        public Task<UploadedMessage> Handle(UploadMessage request, CancellationToken cancellationToken) =>
            messages.UploadAsync(request.Account, request.Path, request.Raw, request.Flags, request.InternalDate, cancellationToken);
    }
}
