using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Moves many messages of a mailbox to \Trash, or expunges them where they are there already, there is none, or <paramref name="Force"/> is given.</summary>
public sealed record DeleteMessages(AccountId Account, MailboxPath Path, MessageSelection Selection, bool Force) : IRequest<BulkDeletion>
{
    internal sealed class Validator : AbstractValidator<DeleteMessages>
    {
        public Validator() => RuleFor(request => request.Selection).SetValidator(new MessageSelectionValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(IMessageSets sets) : IRequestHandler<DeleteMessages, BulkDeletion>
    {
        public Task<BulkDeletion> Handle(DeleteMessages request, CancellationToken cancellationToken) =>
            sets.DeleteAsync(request.Account, request.Path, request.Selection, request.Force, cancellationToken);
    }
}
