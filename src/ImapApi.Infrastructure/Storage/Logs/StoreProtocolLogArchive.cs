using System.Runtime.CompilerServices;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Storage.Repositories;

namespace ImapApi.Infrastructure.Storage.Logs;

/// <summary>Protocol logs in the store, where every node of a cluster can read them: one ordered log for each account.</summary>
internal sealed class StoreProtocolLogArchive(IStore store, Partitions partitions) : IProtocolLogArchive
{
    private const int Page = 500;

    public async Task AppendAsync(AccountId account, IReadOnlyList<byte[]> lines, int keep, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(account);
        var batch = new Batch(partition).RequirePresent(AccountKeys.Document(partition, account));
        foreach (var line in lines)
            batch.Append(AccountKeys.ProtocolLog(account), line);
        await store.ApplyAsync(batch.KeepNewest(AccountKeys.ProtocolLog(account), keep), cancellationToken);
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(AccountId account, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The log is trimmed at every append, so it holds what is wanted.
        long after = 0;
        while (true)
        {
            var entries = await store.RangeAsync(partitions.Of(account), AccountKeys.ProtocolLog(account), after, Math.Min(Page, count), cancellationToken);
            foreach (var entry in entries)
                yield return entry.Value;
            count -= entries.Count;
            if (entries.Count < Page || count <= 0)
                yield break;
            after = entries[^1].Sequence;
        }
    }

    /// <summary>The log goes with the account's documents, in one batch.</summary>
    public Task RemoveAsync(AccountId account, CancellationToken cancellationToken) => Task.CompletedTask;
}
