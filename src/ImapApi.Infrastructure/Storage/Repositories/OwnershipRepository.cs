using System.Buffers.Binary;
using System.Security.Cryptography;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>The ownership epochs. Removing an account removes its epoch, which shuts out its owner too.</summary>
internal sealed class OwnershipRepository(IStore store, Partitions partitions) : IOwnership
{
    public async Task<OwnershipEpoch> TakeAsync(AccountId account, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(account);
        var key = AccountKeys.Owner(partition, account);
        while (true)
        {
            var current = await store.GetAsync(key, cancellationToken);
            var epoch = new OwnershipEpoch(current is null ? 1 : AccountKeys.ToEpoch(current).Counter + 1, BinaryPrimitives.ReadInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(long))));
            var outcome = await store.ApplyAsync(
                new Batch(partition).RequirePresent(AccountKeys.Document(partition, account)).Require(key, current).Put(key, AccountKeys.ToBytes(epoch)), cancellationToken);
            if (outcome.Applied)
                return epoch;
            if (outcome.FailedCondition == 0)
                throw NotFoundException.ForAccount(account);
        }
    }

    public async Task<OwnershipEpoch?> FindAsync(AccountId account, CancellationToken cancellationToken) =>
        await store.GetAsync(AccountKeys.Owner(partitions.Of(account), account), cancellationToken) is { } current ? AccountKeys.ToEpoch(current) : null;
}
