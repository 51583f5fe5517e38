using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Moves a message to another mailbox.</summary>
public sealed record MoveMessage(AccountId Account, MessageId Message, MailboxPath Destination) : IRequest<MessageTransfer>
{
    internal sealed class Validator : AbstractValidator<MoveMessage>
    {
        public Validator() => RuleFor(request => request.Destination).MustBeMailbox();
    }

    internal sealed class Handler(IMessageStore messages) : IRequestHandler<MoveMessage, MessageTransfer>
    {
        public Task<MessageTransfer> Handle(MoveMessage request, CancellationToken cancellationToken) =>
            messages.MoveAsync(request.Account, request.Message, request.Destination, cancellationToken);
    }
}
