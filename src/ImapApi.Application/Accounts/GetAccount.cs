using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Accounts;

/// <summary>One account and how it is doing.</summary>
public sealed record GetAccount(AccountId Id) : IRequest<AccountOverview>
{
    internal sealed class Handler(IAccountStore accounts, IAccountConnections connections) : IRequestHandler<GetAccount, AccountOverview>
    {
        public async Task<AccountOverview> Handle(GetAccount request, CancellationToken cancellationToken)
        {
            var account = await accounts.FindAsync(request.Id, cancellationToken) ?? throw NotFoundException.ForAccount(request.Id);
            return new AccountOverview(account, await connections.GetStatusAsync(request.Id, cancellationToken), await connections.GetOwnerAsync(request.Id, cancellationToken));
        }
    }
}
