namespace ImapApi.Infrastructure.Storage;

/// <summary>
/// Writes to one partition that are applied all or nothing, in the order given, and only when every condition holds before the first write.
/// </summary>
internal sealed class Batch(Partition partition)
{
    private readonly List<StoreCondition> _conditions = [];
    private readonly List<StoreWrite> _writes = [];

    public Partition Partition { get; } = partition;

    /// <summary>
    /// It has to outlast a power cut as well: the embedded store waits for the disk, which costs milliseconds. What Redis does about that is its own
    /// configuration's (<c>appendfsync</c>).
    /// </summary>
    public bool IsDurable { get; init; }

    public IReadOnlyList<StoreCondition> Conditions => _conditions;

    public IReadOnlyList<StoreWrite> Writes => _writes;

    /// <summary>The document has exactly these bytes; null: there is none.</summary>
    public Batch Require(DocumentKey key, byte[]? value)
    {
        var (collection, id) = Own(key);
        _conditions.Add(value is null ? new StoreCondition.Absent(collection, id) : new StoreCondition.Exactly(collection, id, value));
        return this;
    }

    public Batch RequirePresent(DocumentKey key)
    {
        var (collection, id) = Own(key);
        _conditions.Add(new StoreCondition.Present(collection, id));
        return this;
    }

    public Batch Put(DocumentKey key, byte[] value)
    {
        var (collection, id) = Own(key);
        return Add(new StoreWrite.Put(collection, id, value));
    }

    public Batch Delete(DocumentKey key)
    {
        var (collection, id) = Own(key);
        return Add(new StoreWrite.Delete(collection, id));
    }

    public Batch DeleteCollection(string collection) => Add(new StoreWrite.DeleteCollection(collection));

    public Batch Append(string log, byte[] value) => Add(new StoreWrite.Append(log, value));

    public Batch KeepNewest(string log, int count) => Add(new StoreWrite.KeepNewest(log, count));

    public Batch TrimThrough(string log, long sequence) => Add(new StoreWrite.TrimThrough(log, sequence));

    public Batch DeleteLog(string log) => Add(new StoreWrite.DeleteLog(log));

    public Batch Schedule(string queue, string id, DateTimeOffset due) => Add(new StoreWrite.Schedule(queue, id, due));

    public Batch Unschedule(string queue, string id) => Add(new StoreWrite.Unschedule(queue, id));

    private Batch Add(StoreWrite write)
    {
        _writes.Add(write);
        return this;
    }

    private (string Collection, string Id) Own(DocumentKey key) => key.Partition == Partition
        ? (key.Collection, key.Id)
        : throw new ArgumentException($"A batch of partition {Partition} cannot touch partition {key.Partition}.", nameof(key));
}
