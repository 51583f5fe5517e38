using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Storage.Repositories;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>What is left of an account's outbox when its documents are removed: files, and what the indexes say.</summary>
internal sealed class OutboxRemains(OutboxRepository repository, OutboxBodies bodies, OutboxLoad load) : IAccountRemains
{
    public async Task RemoveAsync(AccountId account, CancellationToken cancellationToken)
    {
        load.Forget(account);
        var partition = repository.PartitionOf(account);
        var gone = (await repository.ListIndexAsync(partition, withDone: true, cancellationToken)).Where(entry => entry.Account == account).Select(entry => entry.Id).ToList();
        bodies.Remove(gone);
        await repository.UnindexAsync(partition, gone, cancellationToken);
    }
}
