using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.TestKit.Outbox;

/// <summary>A store that can be away.</summary>
internal sealed class FailingStore(IStore inner) : IStore
{
    /// <summary>Batches fail: applied all the same, or not.</summary>
    public bool IsAway { get; set; }

    /// <summary>What fails is applied: only its answer gets lost.</summary>
    public bool LosesAnswers { get; set; }

    private bool Fails => IsAway && !LosesAnswers;

    public Task<byte[]?> GetAsync(DocumentKey key, CancellationToken cancellationToken) => Fails ? throw Away() : inner.GetAsync(key, cancellationToken);

    public Task<IReadOnlyList<byte[]?>> GetManyAsync(IReadOnlyList<DocumentKey> keys, CancellationToken cancellationToken) => Fails ? throw Away() : inner.GetManyAsync(keys, cancellationToken);

    public Task<IReadOnlyList<Document>> ListAsync(Partition partition, string collection, CancellationToken cancellationToken) => inner.ListAsync(partition, collection, cancellationToken);

    public Task<IReadOnlyList<string>> ListIdsAsync(Partition partition, string collection, CancellationToken cancellationToken) => inner.ListIdsAsync(partition, collection, cancellationToken);

    public Task<IReadOnlyList<LogEntry>> RangeAsync(Partition partition, string log, long after, int limit, CancellationToken cancellationToken) =>
        inner.RangeAsync(partition, log, after, limit, cancellationToken);

    public Task<IReadOnlyList<long>> EndsAsync(IReadOnlyList<Partition> partitions, string log, CancellationToken cancellationToken) => inner.EndsAsync(partitions, log, cancellationToken);

    public Task<IReadOnlyList<DueEntry>> DueAsync(Partition partition, string queue, DateTimeOffset time, int limit, CancellationToken cancellationToken) =>
        inner.DueAsync(partition, queue, time, limit, cancellationToken);

    public async Task<BatchOutcome> ApplyAsync(Batch batch, CancellationToken cancellationToken)
    {
        if (Fails)
            throw Away();
        var outcome = await inner.ApplyAsync(batch, cancellationToken);
        return IsAway ? throw Away() : outcome;
    }

    private static StoreUnavailableException Away() => new("The store is away.");
}
