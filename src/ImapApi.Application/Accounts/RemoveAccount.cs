using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Accounts;

/// <summary>Closes the account's connections and removes all that is stored for it but its mailbox numbers, so that ids survive a new registration.</summary>
public sealed record RemoveAccount(AccountId Id) : IRequest
{
    internal sealed class Handler(IAccountStore accounts, IAccountConnections connections) : AsyncRequestHandler<RemoveAccount>
    {
        protected override async Task Handle(RemoveAccount request, CancellationToken cancellationToken)
        {
            if (!await accounts.RemoveAsync(request.Id, cancellationToken))
                throw NotFoundException.ForAccount(request.Id);
            await connections.StopAsync(request.Id, cancellationToken);
        }
    }
}
