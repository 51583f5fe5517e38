using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>Moves a message to \Trash, or expunges it where it is there already, there is none, or <paramref name="Force"/> is given.</summary>
public sealed record DeleteMessage(AccountId Account, MessageId Message, bool Force) : IRequest<MessageDeletion>
{
    internal sealed class Handler(IMessageStore messages) : IRequestHandler<DeleteMessage, MessageDeletion>
    {
        public Task<MessageDeletion> Handle(DeleteMessage request, CancellationToken cancellationToken) =>
            messages.DeleteAsync(request.Account, request.Message, request.Force, cancellationToken);
    }
}
