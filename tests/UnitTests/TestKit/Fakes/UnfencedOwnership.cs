using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;

namespace ImapApi.TestKit.Fakes;

/// <summary>Every account is anybody's, also one that is not registered; but it costs what it costs to ask.</summary>
internal sealed class UnfencedOwnership(IStore store, Partitions partitions) : IOwnership
{
    private static readonly OwnershipEpoch Epoch = new(1, 1);

    public Task<OwnershipEpoch> TakeAsync(AccountId account, CancellationToken cancellationToken) => Task.FromResult(Epoch);

    public async Task<OwnershipEpoch?> FindAsync(AccountId account, CancellationToken cancellationToken)
    {
        await store.GetAsync(AccountKeys.Owner(partitions.Of(account), account), cancellationToken);
        return Epoch;
    }
}
