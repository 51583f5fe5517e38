using ImapApi.Infrastructure.Storage;

namespace ImapApi.TestKit.Storage;

/// <summary>Counts what is asked of a store: each call is a round trip where the store is another process.</summary>
internal sealed class CountingStore(IStore inner) : IStore
{
    private int _reads;
    private int _batches;

    public int Reads => Volatile.Read(ref _reads);

    public int Batches => Volatile.Read(ref _batches);

    public Task<byte[]?> GetAsync(DocumentKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.GetAsync(key, cancellationToken);
    }

    public Task<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<DocumentKey> keys, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.GetManyAsync(keys, cancellationToken);
    }

    public Task<IReadOnlyList<Document>> ListAsync(Partition partition, string collection, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.ListAsync(partition, collection, cancellationToken);
    }

    public Task<IReadOnlyList<string>> ListIdsAsync(Partition partition, string collection, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.ListIdsAsync(partition, collection, cancellationToken);
    }

    public Task<IReadOnlyList<LogEntry>> RangeAsync(Partition partition, string log, long after, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.RangeAsync(partition, log, after, limit, cancellationToken);
    }

    public Task<IReadOnlyList<long>> EndsAsync(IReadOnlyList<Partition> partitions, string log, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.EndsAsync(partitions, log, cancellationToken);
    }

    public Task<IReadOnlyList<DueEntry>> DueAsync(Partition partition, string queue, DateTimeOffset time, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return inner.DueAsync(partition, queue, time, limit, cancellationToken);
    }

    public Task<BatchOutcome> ApplyAsync(Batch batch, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _batches);
        return inner.ApplyAsync(batch, cancellationToken);
    }
}
