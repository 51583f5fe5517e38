using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>Reaches the accounts' owners through their grains.</summary>
internal sealed class AccountConnections(IGrainFactory grains, Lazy<AccountWorkers> workers) : IAccountConnections, IAccountOwners
{
    public Task StartAsync(AccountId account, CancellationToken cancellationToken) => Grain(account).StartAsync().WaitAsync(cancellationToken);

    public Task ReconnectAsync(AccountId account, CancellationToken cancellationToken) => Grain(account).ReconnectAsync().WaitAsync(cancellationToken);

    public Task SyncAsync(AccountId account, CancellationToken cancellationToken) => Grain(account).SyncAsync().WaitAsync(cancellationToken);

    public Task StopAsync(AccountId account, CancellationToken cancellationToken) => Grain(account).StopAsync().WaitAsync(cancellationToken);

    public Task<AccountStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken) =>
        Task.FromResult(workers.Value.Find(account)?.Status ?? AccountStatus.Initial);

    public Task<IReadOnlyDictionary<AccountId, AccountState>> GetStatesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<AccountId, AccountState>>(workers.Value.All.ToDictionary(worker => worker.Id, worker => worker.Status.State));

    private IAccountGrain Grain(AccountId account) => grains.GetGrain<IAccountGrain>(account.Key);
}
