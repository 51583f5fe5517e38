using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>The bytes of the messages, as long as they may be needed: small ones in the entry's own batch, large ones where <see cref="ILargeBodies"/> has them.</summary>
internal sealed class OutboxBodies(IStore store, Partitions partitions, ILargeBodies large)
{
    /// <summary>So many bytes are one document.</summary>
    private const int MostSmall = 64 * 1024;

    public async Task<StoredBody> WriteAsync(OutboxEntry entry, IMessageSource source, CancellationToken cancellationToken)
    {
        if (entry.Size > MostSmall)
        {
            await large.WriteAsync(entry, source, cancellationToken);
            return new StoredBody(Small: null);
        }

        var bytes = new byte[entry.Size];
        await using var stream = source.OpenRead();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return new StoredBody(bytes);
    }

    /// <returns>Null: it is gone.</returns>
    public async Task<IMessageSource?> OpenAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Size > MostSmall)
            return await large.OpenAsync(entry, cancellationToken);
        return await store.GetAsync(OutboxKeys.Body(partitions.Of(entry.Account), entry.Account, entry.Id), cancellationToken) is { } bytes ? new MemoryBody(bytes) : null;
    }

    public void AddRemoval(Batch batch, OutboxEntry entry)
    {
        if (entry.Size > MostSmall)
            large.AddRemoval(batch, entry);
        else
            batch.Delete(OutboxKeys.Body(batch.Partition, entry.Account, entry.Id));
    }

    /// <summary>The batch with <see cref="AddRemoval"/> is written.</summary>
    public void Remove(OutboxEntry entry)
    {
        if (entry.Size > MostSmall)
            large.Remove(entry.Id);
    }

    /// <summary>The entry was never written.</summary>
    public Task DiscardAsync(OutboxEntry entry, CancellationToken cancellationToken) => entry.Size > MostSmall ? large.DiscardAsync(entry, cancellationToken) : Task.CompletedTask;

    /// <summary>The account of these entries is removed, and with it all documents.</summary>
    public void Remove(IEnumerable<QueueId> ids)
    {
        foreach (var id in ids)
            large.Remove(id);
    }

    public Task SweepAsync(IAsyncEnumerable<AccountId> accounts, IReadOnlySet<QueueId> needed, DateTimeOffset time, CancellationToken cancellationToken) =>
        large.SweepAsync(accounts, needed, time, cancellationToken);
}
