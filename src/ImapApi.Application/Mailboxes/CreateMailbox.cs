using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using MediatR;

namespace ImapApi.Application.Mailboxes;

/// <summary>Creates a mailbox. One name may hold the server's delimiter (<c>a/b</c>); several are joined with it.</summary>
public sealed record CreateMailbox(AccountId Account, IReadOnlyList<string> Names) : IRequest<MailboxCreated>
{
    internal sealed class Validator : AbstractValidator<CreateMailbox>
    {
        public Validator() => RuleFor(request => request.Names).MustBeMailboxName("path");
    }

    internal sealed class Handler(IMailboxStore mailboxes) : IRequestHandler<CreateMailbox, MailboxCreated>
    {
        public Task<MailboxCreated> Handle(CreateMailbox request, CancellationToken cancellationToken) =>
            mailboxes.CreateAsync(request.Account, request.Names, cancellationToken);
    }
}
