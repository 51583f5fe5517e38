using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Accounts;

/// <summary>Drops the account's connections and connects anew, now, whatever the back-off says.</summary>
public sealed record ReconnectAccount(AccountId Id) : IRequest
{
    internal sealed class Handler(IAccountStore accounts, IAccountConnections connections) : AsyncRequestHandler<ReconnectAccount>
    {
        protected override async Task Handle(ReconnectAccount request, CancellationToken cancellationToken)
        {
            if (await accounts.FindAsync(request.Id, cancellationToken) is null)
                throw NotFoundException.ForAccount(request.Id);
            await connections.ReconnectAsync(request.Id, cancellationToken);
        }
    }
}
