using FluentValidation;
using ImapApi.Domain;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using MediatR;

namespace ImapApi.Application.Mailboxes;

/// <summary>Creates a mailbox. One name may hold the server's delimiter (<c>a/b</c>); several are joined with it.</summary>
public sealed record CreateMailbox(AccountId Account, IReadOnlyList<string> Names) : IRequest<MailboxCreated>
{
    internal sealed class Validator : AbstractValidator<CreateMailbox>
    {
        public Validator()
        {
            RuleFor(request => request.Names).Must(names => names.Count > 0 && names.All(name => name is { Length: > 0 } && Text.IsSingleLine(name))
                    && names.Sum(name => name.Length + 1) <= MailboxPath.MaxLength)
                .WithMessage($"is a name, or a list of names, of 1 to {MailboxPath.MaxLength} printable characters in all.").OverridePropertyName("path");
            RuleFor(request => request.Names).Must(names => names is not [['\\', ..], ..])
                .WithMessage("is not a special use.").OverridePropertyName("path");
        }
    }

    internal sealed class Handler(IMailboxStore mailboxes) : IRequestHandler<CreateMailbox, MailboxCreated>
    {
        public Task<MailboxCreated> Handle(CreateMailbox request, CancellationToken cancellationToken) =>
            mailboxes.CreateAsync(request.Account, request.Names, cancellationToken);
    }
}
