using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Logs;

/// <summary>An account's protocol log as newline-delimited JSON; the stream is disposed by the caller.</summary>
public sealed record GetProtocolLog(AccountId Account) : IRequest<Stream>
{
    internal sealed class Handler(IAccountStore accounts, IProtocolLogs logs) : IRequestHandler<GetProtocolLog, Stream>
    {
        public async Task<Stream> Handle(GetProtocolLog request, CancellationToken cancellationToken)
        {
            if (await accounts.FindAsync(request.Account, cancellationToken) is null)
                throw NotFoundException.ForAccount(request.Account);
            return await logs.OpenAsync(request.Account, cancellationToken);
        }
    }
}
