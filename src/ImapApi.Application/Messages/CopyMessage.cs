using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Copies a message to another mailbox, or to the same.</summary>
public sealed record CopyMessage(AccountId Account, MessageId Message, MailboxPath Destination) : IRequest<MessageTransfer>
{
    internal sealed class Validator : AbstractValidator<CopyMessage>
    {
        public Validator() => RuleFor(request => request.Destination).MustBeMailbox();
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<CopyMessage, MessageTransfer>
    {
        public Task<MessageTransfer> Handle(CopyMessage request, CancellationToken cancellationToken) =>
            messages.CopyAsync(request.Account, request.Message, request.Destination, cancellationToken);
    }
}
