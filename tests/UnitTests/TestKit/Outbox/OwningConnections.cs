using ImapApi.Application.Accounts;
using ImapApi.Application.Cluster;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;

namespace ImapApi.TestKit.Outbox;

/// <summary>Takes the ownership of an account, as its grain does, when it is started.</summary>
internal sealed class OwningConnections(IOwnership ownership, OwnedAccounts owned) : IAccountConnections
{
    public async Task StartAsync(AccountId account, CancellationToken cancellationToken) => owned.Take(account, await ownership.TakeAsync(account, cancellationToken));

    public Task ReconnectAsync(AccountId account, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task SyncAsync(AccountId account, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task StopAsync(AccountId account, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AccountStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AccountOwner> GetOwnerAsync(AccountId account, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<AccountId, AccountState>> GetStatesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
