using ImapApi.Infrastructure.Storage;

namespace ImapApi.TestKit.Storage;

/// <summary>Hands everything on, but what a test would have otherwise.</summary>
internal abstract class PassingStore(IStore inner) : IStore
{
    public virtual Task<byte[]?> GetAsync(DocumentKey key, CancellationToken cancellationToken) => inner.GetAsync(key, cancellationToken);

    public virtual Task<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<DocumentKey> keys, CancellationToken cancellationToken) => inner.GetManyAsync(keys, cancellationToken);

    public Task<IReadOnlyList<Document>> ListAsync(Partition partition, string collection, CancellationToken cancellationToken) => inner.ListAsync(partition, collection, cancellationToken);

    public Task<IReadOnlyList<string>> ListIdsAsync(Partition partition, string collection, CancellationToken cancellationToken) => inner.ListIdsAsync(partition, collection, cancellationToken);

    public Task<IReadOnlyList<LogEntry>> RangeAsync(Partition partition, string log, long after, int limit, CancellationToken cancellationToken) =>
        inner.RangeAsync(partition, log, after, limit, cancellationToken);

    public Task<IReadOnlyList<long>> EndsAsync(IReadOnlyList<Partition> partitions, string log, CancellationToken cancellationToken) => inner.EndsAsync(partitions, log, cancellationToken);

    public Task<IReadOnlyList<DueEntry>> DueAsync(Partition partition, string queue, DateTimeOffset time, int limit, CancellationToken cancellationToken) =>
        inner.DueAsync(partition, queue, time, limit, cancellationToken);

    public virtual Task<BatchOutcome> ApplyAsync(Batch batch, CancellationToken cancellationToken) => inner.ApplyAsync(batch, cancellationToken);
}
