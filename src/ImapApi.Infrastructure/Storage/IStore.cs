namespace ImapApi.Infrastructure.Storage;

/// <summary>
/// All that is stored: documents in collections, ordered logs, due-time queues, and batches of writes to them. Two drivers; what holds for one holds
/// for the other. Every call throws <see cref="Application.Errors.StoreUnavailableException"/> when the store cannot be reached or does not answer in time.
/// </summary>
internal interface IStore
{
    Task<byte[]?> GetAsync(DocumentKey key, CancellationToken cancellationToken);

    /// <summary>In the order of the keys, which may lie in several partitions; null where there is no document.</summary>
    Task<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<DocumentKey> keys, CancellationToken cancellationToken);

    /// <summary>The whole collection, in no particular order.</summary>
    Task<IReadOnlyList<Document>> ListAsync(Partition partition, string collection, CancellationToken cancellationToken);

    /// <summary>The ids of the collection, in no particular order.</summary>
    Task<IReadOnlyList<string>> ListIdsAsync(Partition partition, string collection, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="limit"/> entries with a sequence number greater than <paramref name="after"/>, oldest first.</summary>
    Task<IReadOnlyList<LogEntry>> RangeAsync(Partition partition, string log, long after, int limit, CancellationToken cancellationToken);

    /// <summary>The last sequence numbers that this log's entries got in each of the partitions, in their order, also when the entries are gone; 0 before the first.</summary>
    Task<IReadOnlyList<long>> EndsAsync(IReadOnlyList<Partition> partitions, string log, CancellationToken cancellationToken);

    /// <summary>At most <paramref name="limit"/> entries that are due at <paramref name="time"/>, the earliest first.</summary>
    Task<IReadOnlyList<DueEntry>> DueAsync(Partition partition, string queue, DateTimeOffset time, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Applies the batch. When this throws <see cref="Application.Errors.StoreUnavailableException"/>, the batch is applied as a whole or not at all,
    /// but which of the two may be unknown: repeat only what carries a condition or may happen twice. The token counts until the batch is begun.
    /// </summary>
    Task<BatchOutcome> ApplyAsync(Batch batch, CancellationToken cancellationToken);
}
