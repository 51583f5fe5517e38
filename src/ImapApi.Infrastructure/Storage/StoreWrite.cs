namespace ImapApi.Infrastructure.Storage;

/// <summary>One write of a batch.</summary>
internal abstract record StoreWrite
{
    private StoreWrite()
    {
    }

    internal sealed record Put(string Collection, string Id, byte[] Value) : StoreWrite;

    internal sealed record Delete(string Collection, string Id) : StoreWrite;

    internal sealed record DeleteCollection(string Collection) : StoreWrite;

    /// <summary>The entry gets the log's next sequence number, see <see cref="BatchOutcome.Sequences"/>.</summary>
    internal sealed record Append(string Log, byte[] Value) : StoreWrite;

    /// <summary>Removes the oldest entries until at most <paramref name="Count"/> are left. Sequence numbers go on.</summary>
    internal sealed record KeepNewest(string Log, int Count) : StoreWrite;

    /// <summary>Removes the entries up to and including this sequence number. Sequence numbers go on.</summary>
    internal sealed record TrimThrough(string Log, long Sequence) : StoreWrite;

    /// <summary>Removes the log; one made again under its name counts from 1.</summary>
    internal sealed record DeleteLog(string Log) : StoreWrite;

    /// <summary>Puts the id into the queue, or moves it to another time.</summary>
    internal sealed record Schedule(string Queue, string Id, DateTimeOffset Due) : StoreWrite;

    internal sealed record Unschedule(string Queue, string Id) : StoreWrite;
}
