using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Copies many messages of a mailbox to another, or to the same.</summary>
public sealed record CopyMessages(AccountId Account, MailboxPath Path, MessageSelection Selection, MailboxPath Destination) : IRequest<BulkTransfer>
{
    internal sealed class Validator : AbstractValidator<CopyMessages>
    {
        public Validator()
        {
            RuleFor(request => request.Selection).SetValidator(new MessageSelectionValidator()).OverridePropertyName("");
            RuleFor(request => request.Destination).MustBeMailbox();
        }
    }

    internal sealed class Handler(IMessageSets sets) : IRequestHandler<CopyMessages, BulkTransfer>
    {
        public Task<BulkTransfer> Handle(CopyMessages request, CancellationToken cancellationToken) =>
            sets.CopyAsync(request.Account, request.Path, request.Selection, request.Destination, cancellationToken);
    }
}
