using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Events;

/// <summary>
/// What a partition's events take up, learnt from its feed: of each event that is kept its size, of those that are gone and still stand in the feed their
/// entry's size alone.
/// </summary>
/// <param name="perAccount">So many events of an account are kept; older ones were removed as newer ones were written.</param>
internal sealed class FeedUsage(Partition partition, int perAccount)
{
    private readonly Dictionary<string, Kept> _accounts = new(StringComparer.Ordinal);

    public Partition Partition { get; } = partition;

    /// <summary>The feed's last entry that is counted.</summary>
    public long Last { get; private set; }

    /// <summary>The feed's oldest entry; null: it has none.</summary>
    public (long Sequence, FeedEntry Entry)? Front { get; private set; }

    public long Events { get; private set; }

    public long Bytes { get; private set; }

    public void Clear(long last)
    {
        _accounts.Clear();
        (Last, Front, Events, Bytes) = (last, null, 0, 0);
    }

    public void Append(long sequence, FeedEntry entry)
    {
        Last = sequence;
        Front ??= (sequence, entry);
        Bytes += entry.StoredSize;
        if (!_accounts.TryGetValue(entry.AccountKey, out var kept))
            _accounts[entry.AccountKey] = kept = new Kept { First = entry.Sequence };
        kept.Sizes.Enqueue(entry.Size);
        (Events, Bytes) = (Events + 1, Bytes + entry.Size);
        if (kept.Sizes.Count > perAccount)
            RemoveOldest(kept);
    }

    /// <summary>The event is gone: its account has had as many since as are kept.</summary>
    public bool IsGone(FeedEntry entry) => entry.Sequence < _accounts[entry.AccountKey].First;

    /// <summary>What removing this entry and its event sets free.</summary>
    public long SizeOf(FeedEntry entry) => entry.StoredSize + (IsGone(entry) ? 0 : entry.Size);

    /// <summary>The oldest entry has gone, and its event with it.</summary>
    /// <param name="next">The oldest entry now.</param>
    public void RemoveFront((long Sequence, FeedEntry Entry)? next)
    {
        var (_, entry) = Front!.Value;
        Bytes -= entry.StoredSize;
        if (!IsGone(entry))
            RemoveOldest(_accounts[entry.AccountKey]);
        if (_accounts[entry.AccountKey].Sizes.Count == 0)
            _accounts.Remove(entry.AccountKey);
        Front = next;
    }

    private void RemoveOldest(Kept kept)
    {
        (Events, Bytes) = (Events - 1, Bytes - kept.Sizes.Dequeue());
        kept.First++;
    }

    private sealed class Kept
    {
        public required long First { get; set; }

        public Queue<int> Sizes { get; } = new();
    }
}
