using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Moves many messages of a mailbox to another.</summary>
public sealed record MoveMessages(AccountId Account, MailboxPath Path, MessageSelection Selection, MailboxPath Destination) : IRequest<BulkTransfer>
{
    internal sealed class Validator : AbstractValidator<MoveMessages>
    {
        public Validator()
        {
            RuleFor(request => request.Selection).SetValidator(new MessageSelectionValidator()).OverridePropertyName("");
            RuleFor(request => request.Destination).MustBeMailbox();
        }
    }

    internal sealed class Handler(IMessageSets sets) : IRequestHandler<MoveMessages, BulkTransfer>
    {
        public Task<BulkTransfer> Handle(MoveMessages request, CancellationToken cancellationToken) =>
            sets.MoveAsync(request.Account, request.Path, request.Selection, request.Destination, cancellationToken);
    }
}
