using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using MediatR;

namespace ImapApi.Application.Mailboxes;

/// <summary>Renames a mailbox, which keeps the ids of its messages, and subscribes to it or ends that.</summary>
/// <param name="NewNames">As in <see cref="CreateMailbox"/>; null: it keeps its path.</param>
public sealed record UpdateMailbox(AccountId Account, MailboxPath Path, IReadOnlyList<string>? NewNames, bool? Subscribed) : IRequest<MailboxUpdate>
{
    internal sealed class Validator : AbstractValidator<UpdateMailbox>
    {
        public Validator()
        {
            RuleFor(request => request.Path).Must(path => !path.IsSpecialUse).WithMessage("is the path itself, not a special use.").OverridePropertyName("path");
            RuleFor(request => request.NewNames).Must((request, names) => names is not null || request.Subscribed is not null)
                .WithMessage("is required, unless subscribed is given.").OverridePropertyName("newPath");
            When(request => request.NewNames is not null, () =>
            {
                RuleFor(request => request.Path).Must(path => path != MailboxPath.Inbox).WithMessage("INBOX cannot be renamed.").OverridePropertyName("path");
                RuleFor(request => request.NewNames!).MustBeMailboxName("newPath");
                RuleFor(request => request.NewNames!).Must(names => names is not [var name] || !string.Equals(name, MailboxPath.Inbox.Value, StringComparison.OrdinalIgnoreCase))
                    .WithMessage("is not INBOX.").OverridePropertyName("newPath");
            });
        }
    }

    internal sealed class Handler(IMailboxStore mailboxes) : IRequestHandler<UpdateMailbox, MailboxUpdate>
    {
        public async Task<MailboxUpdate> Handle(UpdateMailbox request, CancellationToken cancellationToken)
        {
            var newPath = request.NewNames is { } names ? await mailboxes.RenameAsync(request.Account, request.Path, names, cancellationToken) : null;
            if (request.Subscribed is { } subscribed)
                await mailboxes.SubscribeAsync(request.Account, newPath ?? request.Path, subscribed, cancellationToken);
            return new MailboxUpdate(request.Path, newPath, request.Subscribed);
        }
    }
}
