using System.Globalization;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Large messages in the store, where every node of a cluster can read them, as documents of a bounded size.</summary>
internal sealed class StoreBodies(IStore store, Partitions partitions) : ILargeBodies
{
    private const int ChunkLength = 256 * 1024;

    public async Task WriteAsync(OutboxEntry entry, IMessageSource source, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(entry.Account);
        await using var bytes = source.OpenRead();
        try
        {
            for (var i = 0; i < ChunksOf(entry); i++)
            {
                var chunk = new byte[Math.Min(ChunkLength, entry.Size - ((long)i * ChunkLength))];
                await bytes.ReadExactlyAsync(chunk, cancellationToken);
                await store.ApplyAsync(new Batch(partition).Put(KeyOf(partition, entry, i), chunk), cancellationToken);
            }
        }
        catch
        {
            await DiscardAsync(entry, CancellationToken.None);
            throw;
        }
    }

    public async Task<IMessageSource?> OpenAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(entry.Account);
        var spool = new SpoolStream();
        try
        {
            for (var i = 0; i < ChunksOf(entry); i++)
            {
                if (await store.GetAsync(KeyOf(partition, entry, i), cancellationToken) is not { } chunk)
                    return await GoneAsync(spool);
                await spool.WriteAsync(chunk, cancellationToken);
            }

            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }

    public void AddRemoval(Batch batch, OutboxEntry entry)
    {
        for (var i = 0; i < ChunksOf(entry); i++)
            batch.Delete(KeyOf(batch.Partition, entry, i));
    }

    public void Remove(QueueId id)
    {
        // It went in the batch.
    }

    public Task DiscardAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var batch = new Batch(partitions.Of(entry.Account));
        AddRemoval(batch, entry);
        return store.ApplyAsync(batch, cancellationToken);
    }

    public async Task SweepAsync(IAsyncEnumerable<AccountId> accounts, IReadOnlySet<QueueId> needed, DateTimeOffset time, CancellationToken cancellationToken)
    {
        await foreach (var account in accounts.WithCancellation(cancellationToken))
            await SweepAsync(account, needed, time, cancellationToken);
    }

    private async Task SweepAsync(AccountId account, IReadOnlySet<QueueId> needed, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(account);
        foreach (var id in await store.ListIdsAsync(partition, OutboxKeys.Bodies(account), cancellationToken))
        {
            if (QueueId.TryParse(id.Split('.')[0], out var queue) && queue.Time < time && !needed.Contains(queue))
                await store.ApplyAsync(new Batch(partition).Delete(new DocumentKey(partition, OutboxKeys.Bodies(account), id)), cancellationToken);
        }
    }

    private static async Task<IMessageSource?> GoneAsync(SpoolStream spool)
    {
        await spool.DisposeAsync();
        return null;
    }

    private static int ChunksOf(OutboxEntry entry) => (int)((entry.Size + ChunkLength - 1) / ChunkLength);

    private static DocumentKey KeyOf(Partition partition, OutboxEntry entry, int chunk) =>
        new(partition, OutboxKeys.Bodies(entry.Account), string.Create(CultureInfo.InvariantCulture, $"{entry.Id}.{chunk}"));
}
