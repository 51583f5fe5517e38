using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using MediatR;

namespace ImapApi.Application.Mailboxes;

/// <summary>Deletes a mailbox and the messages in it. INBOX cannot be deleted.</summary>
public sealed record DeleteMailbox(AccountId Account, MailboxPath Path) : IRequest
{
    internal sealed class Validator : AbstractValidator<DeleteMailbox>
    {
        public Validator()
        {
            RuleFor(request => request.Path).Must(path => path != MailboxPath.Inbox).WithMessage("INBOX cannot be deleted.").OverridePropertyName("path");
            RuleFor(request => request.Path).Must(path => !path.IsSpecialUse).WithMessage("is the path itself, not a special use.").OverridePropertyName("path");
        }
    }

    internal sealed class Handler(IMailboxStore mailboxes) : AsyncRequestHandler<DeleteMailbox>
    {
        protected override Task Handle(DeleteMailbox request, CancellationToken cancellationToken) =>
            mailboxes.DeleteAsync(request.Account, request.Path, cancellationToken);
    }
}
