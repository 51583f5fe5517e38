using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using MediatR;

namespace ImapApi.Application.Submissions;

/// <summary>The messages of the outbox and what became of them, the newest first.</summary>
public sealed record ListOutbox(PageRequest Page, AccountId? Account, OutboxState? State) : IRequest<OutboxPage>
{
    internal sealed class Validator : AbstractValidator<ListOutbox>
    {
        public Validator() => RuleFor(request => request.Page).SetValidator(new PageRequestValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(IOutbox outbox) : IRequestHandler<ListOutbox, OutboxPage>
    {
        public Task<OutboxPage> Handle(ListOutbox request, CancellationToken cancellationToken) =>
            outbox.ListAsync(request.Account, request.State, request.Page, cancellationToken);
    }
}
