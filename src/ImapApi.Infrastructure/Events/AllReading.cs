using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Events;

/// <summary>
/// Reads all accounts by the feeds of the partitions, which are merged by date. Of each feed a few entries are held, so that a reader costs the same memory
/// however far it is behind. Entries whose event is gone already are passed over: their account had more events than are kept.
/// </summary>
/// <param name="unread">The partitions that have something after the position.</param>
/// <param name="fromOldest">What is removed before it was first read is not missed.</param>
internal sealed class AllReading(IStore store, EventLog log, long[] positions, IReadOnlyList<Partition> unread, bool fromOldest, FeedWake wake) : IEventReading
{
    private const int ReadAhead = 32;

    private readonly HashSet<Partition> _unread = [.. unread];
    private readonly HashSet<Partition> _fresh = fromOldest ? [.. unread] : [];
    private readonly Queue<Pointer>[] _ahead = [.. positions.Select(_ => new Queue<Pointer>())];

    public string Position => FeedCursor.Format(positions);

    public async Task<IReadOnlyList<PlacedEvent>> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        var placed = new List<PlacedEvent>();
        try
        {
            while (placed.Count < limit && await NextAsync(limit - placed.Count, cancellationToken) is { Count: > 0 } pointers)
                Take(pointers, await ResolveAsync(pointers, cancellationToken), placed);
        }
        catch (ImapApiException) when (placed.Count > 0)
        {
            // The position is behind these: they have to be told. The next call finds the failure again.
        }

        return placed;
    }

    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => wake.WaitAsync(atMost, cancellationToken);

    public void Dispose() => wake.Dispose();

    /// <summary>The next entries of the merged feeds, which stay in the queues.</summary>
    private async Task<List<Pointer>> NextAsync(int limit, CancellationToken cancellationToken)
    {
        _unread.UnionWith(wake.Take());
        Partition[] empty = [.. _unread.Where(partition => _ahead[partition.Number].Count == 0)];
        var filled = await Task.WhenAll(empty.Select(partition => ReadFeedAsync(partition, cancellationToken)));
        for (var i = 0; i < empty.Length; i++)
            Fill(empty[i], filled[i]);

        var heads = new PriorityQueue<IEnumerator<Pointer>, (DateTimeOffset, int)>();
        foreach (var queue in _ahead.Where(queue => queue.Count > 0))
            Enqueue(queue.GetEnumerator());
        var pointers = new List<Pointer>();
        while (pointers.Count < limit && heads.TryDequeue(out var head, out _))
        {
            var pointer = head.Current;
            pointers.Add(pointer);
            if (!Enqueue(head) && _unread.Contains(pointer.Partition))
                break; // What comes next in this feed is not known yet, and may be older than what the others hold.
        }

        return pointers;

        bool Enqueue(IEnumerator<Pointer> entries)
        {
            if (!entries.MoveNext())
                return false;
            heads.Enqueue(entries, (entries.Current.Entry.Date, entries.Current.Partition.Number));
            return true;
        }
    }

    private async Task<IReadOnlyList<LogEntry>> ReadFeedAsync(Partition partition, CancellationToken cancellationToken)
    {
        var position = positions[partition.Number];
        // In this order: what the end counts was there when the feed is read, unless it was removed.
        var end = (await store.EndsAsync([partition], EventKeys.Feed, cancellationToken))[0];
        var entries = await store.RangeAsync(partition, EventKeys.Feed, position, ReadAhead, cancellationToken);
        var first = entries is [var next, ..] ? next.Sequence : end + 1;
        return end >= position && (first == position + 1 || _fresh.Contains(partition)) ? entries : throw new EventsExpiredException();
    }

    private void Fill(Partition partition, IReadOnlyList<LogEntry> entries)
    {
        _fresh.Remove(partition);
        foreach (var entry in entries)
        {
            var pointer = FeedEntry.Decode(entry.Value);
            _ahead[partition.Number].Enqueue(new Pointer(partition, entry.Sequence, AccountId.FromKey(pointer.AccountKey), pointer));
        }

        if (entries.Count < ReadAhead)
            _unread.Remove(partition);
    }

    private void Take(List<Pointer> pointers, Dictionary<(AccountId, long), LoggedEvent> events, List<PlacedEvent> placed)
    {
        foreach (var pointer in pointers)
        {
            _ahead[pointer.Partition.Number].Dequeue();
            positions[pointer.Partition.Number] = pointer.Sequence;
            if (events.TryGetValue((pointer.Account, pointer.Entry.Sequence), out var found))
                placed.Add(new PlacedEvent(found, Position));
        }
    }

    /// <summary>The events that are still there; those of one account lie side by side.</summary>
    private async Task<Dictionary<(AccountId, long), LoggedEvent>> ResolveAsync(List<Pointer> pointers, CancellationToken cancellationToken)
    {
        var runs = await Task.WhenAll(pointers.GroupBy(pointer => pointer.Account, pointer => pointer.Entry.Sequence).Select(ReadRunAsync));
        return runs.SelectMany(run => run).ToDictionary(entry => (entry.Account, entry.Sequence));

        async Task<IReadOnlyList<LoggedEvent>> ReadRunAsync(IGrouping<AccountId, long> run)
        {
            var (first, last) = (run.Min(), run.Max());
            return await log.ReadAsync(run.Key, first - 1, (int)(last - first + 1), cancellationToken);
        }
    }

    private sealed record Pointer(Partition Partition, long Sequence, AccountId Account, FeedEntry Entry);
}
