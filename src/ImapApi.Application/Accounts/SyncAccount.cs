using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Accounts;

/// <summary>Looks for changes in every mailbox of the account, now; what is found is told as events. Answers before that is done.</summary>
public sealed record SyncAccount(AccountId Id) : IRequest
{
    internal sealed class Handler(IAccountStore accounts, IAccountConnections connections) : AsyncRequestHandler<SyncAccount>
    {
        protected override async Task Handle(SyncAccount request, CancellationToken cancellationToken)
        {
            if (await accounts.FindAsync(request.Id, cancellationToken) is null)
                throw NotFoundException.ForAccount(request.Id);
            await connections.SyncAsync(request.Id, cancellationToken);
        }
    }
}
