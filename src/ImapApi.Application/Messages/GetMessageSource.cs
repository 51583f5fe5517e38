using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>The message as it is on the server: a stream of RFC 5322 bytes, disposed by the caller.</summary>
public sealed record GetMessageSource(AccountId Account, MessageId Message) : IRequest<Stream>
{
    internal sealed class Handler(IMessageStore messages) : IRequestHandler<GetMessageSource, Stream>
    {
        public Task<Stream> Handle(GetMessageSource request, CancellationToken cancellationToken) =>
            messages.OpenSourceAsync(request.Account, request.Message, cancellationToken);
    }
}
