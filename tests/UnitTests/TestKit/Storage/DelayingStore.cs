using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.TestKit.Storage;

/// <summary>A store whose answer to one batch is lost, while the batch itself is still on its way.</summary>
internal sealed class DelayingStore(IStore inner) : IStore
{
    private bool _delays;
    private Batch? _delayed;

    public void DelayNext() => _delays = true;

    /// <summary>It comes in now.</summary>
    public Task<BatchOutcome> DeliverAsync(CancellationToken cancellationToken) => inner.ApplyAsync(_delayed!, cancellationToken);

    public Task<BatchOutcome> ApplyAsync(Batch batch, CancellationToken cancellationToken)
    {
        if (!_delays)
            return inner.ApplyAsync(batch, cancellationToken);
        (_delays, _delayed) = (false, batch);
        return Task.FromException<BatchOutcome>(new StoreUnavailableException("The store did not answer in time."));
    }

    public Task<byte[]?> GetAsync(DocumentKey key, CancellationToken cancellationToken) => inner.GetAsync(key, cancellationToken);

    public Task<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<DocumentKey> keys, CancellationToken cancellationToken) => inner.GetManyAsync(keys, cancellationToken);

    public Task<IReadOnlyList<Document>> ListAsync(Partition partition, string collection, CancellationToken cancellationToken) => inner.ListAsync(partition, collection, cancellationToken);

    public Task<IReadOnlyList<string>> ListIdsAsync(Partition partition, string collection, CancellationToken cancellationToken) => inner.ListIdsAsync(partition, collection, cancellationToken);

    public Task<IReadOnlyList<LogEntry>> RangeAsync(Partition partition, string log, long after, int limit, CancellationToken cancellationToken) =>
        inner.RangeAsync(partition, log, after, limit, cancellationToken);

    public Task<IReadOnlyList<long>> EndsAsync(IReadOnlyList<Partition> partitions, string log, CancellationToken cancellationToken) => inner.EndsAsync(partitions, log, cancellationToken);

    public Task<IReadOnlyList<DueEntry>> DueAsync(Partition partition, string queue, DateTimeOffset time, int limit, CancellationToken cancellationToken) =>
        inner.DueAsync(partition, queue, time, limit, cancellationToken);
}
