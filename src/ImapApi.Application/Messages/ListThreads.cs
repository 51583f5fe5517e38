using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>A page of a mailbox's conversations, the one with the newest message first.</summary>
public sealed record ListThreads(AccountId Account, MailboxPath Path, PageRequest Page) : IRequest<ThreadPage>
{
    internal sealed class Validator : AbstractValidator<ListThreads>
    {
        public Validator() => RuleFor(request => request.Page).SetValidator(new PageRequestValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<ListThreads, ThreadPage>
    {
        public Task<ThreadPage> Handle(ListThreads request, CancellationToken cancellationToken) =>
            messages.ListThreadsAsync(request.Account, request.Path, request.Page, cancellationToken);
    }
}
