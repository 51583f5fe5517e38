using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>A page of a mailbox, newest first; only the messages that match, when search keys are given.</summary>
public sealed record ListMessages(AccountId Account, MailboxPath Path, PageRequest Page, MessageSearch? Search) : IRequest<MessagePage>
{
    internal sealed class Validator : AbstractValidator<ListMessages>
    {
        public Validator()
        {
            RuleFor(request => request.Page).SetValidator(new PageRequestValidator()).OverridePropertyName("");
            RuleFor(request => request.Search!).SetValidator(new MessageSearchValidator()).When(request => request.Search is not null).OverridePropertyName("search");
        }
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<ListMessages, MessagePage>
    {
        public Task<MessagePage> Handle(ListMessages request, CancellationToken cancellationToken) =>
            messages.ListAsync(request.Account, request.Path, request.Page, request.Search, cancellationToken);
    }
}
