using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Adds, deletes or sets flags and Gmail's labels of many messages of a mailbox.</summary>
public sealed record UpdateMessages(AccountId Account, MailboxPath Path, MessageSelection Selection, MessageChange Change) : IRequest<BulkChange>
{
    internal sealed class Validator : AbstractValidator<UpdateMessages>
    {
        public Validator()
        {
            RuleFor(request => request.Selection).SetValidator(new MessageSelectionValidator()).OverridePropertyName("");
            RuleFor(request => request.Change).SetValidator(new MessageChangeValidator()).OverridePropertyName("");
        }
    }

    internal sealed class Handler(IMessageSets sets) : IRequestHandler<UpdateMessages, BulkChange>
    {
        public Task<BulkChange> Handle(UpdateMessages request, CancellationToken cancellationToken) =>
            sets.UpdateAsync(request.Account, request.Path, request.Selection, request.Change, cancellationToken);
    }
}
