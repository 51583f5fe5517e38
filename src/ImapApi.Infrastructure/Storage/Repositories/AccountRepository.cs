using System.Runtime.CompilerServices;
using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Events;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>The registered accounts, one document each.</summary>
internal sealed class AccountRepository(IStore store, Partitions partitions, AccountCodec codec, EventLog events, AccountChanges changes, IEnumerable<IAccountRemains> remains) : IAccountStore
{
    private const int ReadAhead = 256;

    public async Task<Account?> FindAsync(AccountId id, CancellationToken cancellationToken) =>
        await store.GetAsync(KeyOf(id), cancellationToken) is { } bytes ? codec.Decode(bytes) : null;

    public async IAsyncEnumerable<Account> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var ids in (await SortedIdsAsync(cancellationToken)).Chunk(ReadAhead))
        {
            foreach (var bytes in await store.GetManyAsync([.. ids.Select(KeyOf)], cancellationToken))
            {
                // Null: removed since the ids were listed.
                if (bytes is not null)
                    yield return codec.Decode(bytes);
            }
        }
    }

    public async IAsyncEnumerable<AccountId> ListIdsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in await SortedIdsAsync(cancellationToken))
            yield return id;
    }

    public async Task<bool> SaveAsync(Account account, CancellationToken cancellationToken)
    {
        var key = KeyOf(account.Id);
        var after = codec.Encode(account);
        while (true)
        {
            var before = await store.GetAsync(key, cancellationToken);
            var batch = new Batch(key.Partition).Require(key, before).Put(key, after);
            var added = before is null ? await AddEventAsync(batch, account.Id, new Change.AccountAdded(account.Name), cancellationToken) : [];
            if (!(await store.ApplyAsync(batch, cancellationToken)).Applied)
                continue;
            changes.Tell(account.Id, account);
            events.Announce(added);
            return before is null;
        }
    }

    public async Task<(Account Before, Account After)?> UpdateAsync(AccountId id, Func<Account, Account> change, CancellationToken cancellationToken)
    {
        var key = KeyOf(id);
        while (await store.GetAsync(key, cancellationToken) is { } bytes)
        {
            var before = codec.Decode(bytes);
            var after = change(before);
            if ((await store.ApplyAsync(new Batch(key.Partition).Require(key, bytes).Put(key, codec.Encode(after)), cancellationToken)).Applied)
            {
                changes.Tell(id, after);
                return (before, after);
            }
        }

        return null;
    }

    public async Task<bool> RemoveAsync(AccountId id, CancellationToken cancellationToken)
    {
        var removed = await RemoveStoredAsync(id, cancellationToken);
        foreach (var remainder in remains)
            await remainder.RemoveAsync(id, cancellationToken);
        return removed;
    }

    private async Task<bool> RemoveStoredAsync(AccountId id, CancellationToken cancellationToken)
    {
        var key = KeyOf(id);
        while (true)
        {
            var batch = new Batch(key.Partition).RequirePresent(key).RemoveAccount(id);
            var deleted = await AddEventAsync(batch, id, new Change.AccountDeleted(), cancellationToken);
            var outcome = await store.ApplyAsync(batch, cancellationToken);
            if (outcome.Applied)
            {
                changes.Tell(id, account: null);
                events.Announce(deleted);
            }

            if (outcome.Applied || outcome.FailedCondition == 0)
                return outcome.Applied;
        }
    }

    private async Task<IReadOnlyList<LoggedEvent>> AddEventAsync(Batch batch, AccountId id, Change change, CancellationToken cancellationToken) =>
        events.Add(batch, id, await events.FindHeadAsync(id, cancellationToken), [change], registration: change is Change.AccountAdded).Events;

    private DocumentKey KeyOf(AccountId id) => AccountKeys.Document(partitions.Of(id), id);

    private async Task<List<AccountId>> SortedIdsAsync(CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(partitions.All.Select(partition => store.ListIdsAsync(partition, AccountKeys.Accounts, cancellationToken)));
        var ids = lists.SelectMany(list => list).Select(key => AccountId.FromKey(key)).ToList();
        ids.Sort((left, right) => string.CompareOrdinal(left.Value, right.Value));
        return ids;
    }
}
