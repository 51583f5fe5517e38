using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>What changed in a mailbox since its caller looked last; nothing but a token to begin with when it has not.</summary>
public sealed record GetChanges(AccountId Account, MailboxPath Path, DeltaToken? Since, int Limit) : IRequest<MailboxDelta>
{
    public const int MaxLimit = 1000;

    internal sealed class Validator : AbstractValidator<GetChanges>
    {
        public Validator() => RuleFor(request => request.Limit).InclusiveBetween(1, MaxLimit).WithMessage($"is a number from 1 to {MaxLimit}.").OverridePropertyName("limit");
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<GetChanges, MailboxDelta>
    {
        public Task<MailboxDelta> Handle(GetChanges request, CancellationToken cancellationToken) =>
            messages.GetChangesAsync(request.Account, request.Path, request.Since, request.Limit, cancellationToken);
    }
}
