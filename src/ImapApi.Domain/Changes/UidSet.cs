using System.Globalization;

namespace ImapApi.Domain.Changes;

/// <summary>
/// A set of UIDs, kept as sorted ranges that neither overlap nor touch. A server may announce <c>1:4294967295</c>:
/// nothing here but <see cref="Enumerate"/> takes a step per UID.
/// </summary>
public sealed class UidSet : IEquatable<UidSet>
{
    private readonly UidRange[] _ranges;

    /// <summary>For each range, how many UIDs the ranges before it hold.</summary>
    private readonly long[] _before;

    /// <param name="ranges">Sorted, neither overlapping nor touching: what <see cref="UidSetBuilder"/> makes.</param>
    internal UidSet(UidRange[] ranges)
    {
        _ranges = ranges;
        _before = new long[ranges.Length];
        for (var i = 0; i < ranges.Length; i++)
        {
            _before[i] = Count;
            Count += ranges[i].Count;
        }
    }

    public static UidSet Empty { get; } = new([]);

    public long Count { get; }

    public bool IsEmpty => _ranges.Length == 0;

    public IReadOnlyList<UidRange> Ranges => _ranges;

    /// <exception cref="InvalidOperationException">The set is empty.</exception>
    public uint First => IsEmpty ? throw new InvalidOperationException("An empty set has no first UID.") : _ranges[0].First;

    /// <exception cref="InvalidOperationException">The set is empty.</exception>
    public uint Last => IsEmpty ? throw new InvalidOperationException("An empty set has no last UID.") : _ranges[^1].Last;

    public static UidSet Of(params ReadOnlySpan<uint> uids)
    {
        var sorted = uids.ToArray();
        sorted.Sort();
        return FromSorted(sorted);
    }

    /// <param name="ranges">In any order; they may overlap.</param>
    /// <exception cref="ArgumentException">The first UID of a range is greater than its last.</exception>
    public static UidSet FromRanges(IEnumerable<UidRange> ranges)
    {
        var sorted = ranges.ToArray();
        Array.Sort(sorted, (one, other) => one.First.CompareTo(other.First));
        var builder = new UidSetBuilder();
        foreach (var range in sorted)
        {
            if (range.First > range.Last)
                throw new ArgumentException($"{range.First}:{range.Last} runs backwards.", nameof(ranges));
            builder.Append(range.First, range.Last);
        }

        return builder.Build();
    }

    /// <param name="uids">In any order; a UID may be repeated.</param>
    public static UidSet From(IEnumerable<uint> uids)
    {
        var sorted = uids.ToArray();
        sorted.Sort();
        return FromSorted(sorted);
    }

    public bool Contains(uint uid)
    {
        var at = RangeStartingUpTo(uid);
        return at >= 0 && uid <= _ranges[at].Last;
    }

    /// <summary>How many UIDs of the set are smaller than <paramref name="uid"/>.</summary>
    /// <exception cref="OverflowException">More than <see cref="int.MaxValue"/> are.</exception>
    public int Rank(uint uid)
    {
        var at = RangeStartingUpTo(uid);
        return at < 0 ? 0 : checked((int)(_before[at] + Math.Min((long)uid - _ranges[at].First, _ranges[at].Count)));
    }

    /// <summary>The UID that <paramref name="ordinal"/> others precede.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The set holds no such UID.</exception>
    public uint Select(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ordinal, Count);
        var at = Array.BinarySearch(_before, ordinal);
        at = at < 0 ? ~at - 1 : at;
        return (uint)(_ranges[at].First + (ordinal - _before[at]));
    }

    public UidSet Union(UidSet other)
    {
        if (IsEmpty || other.IsEmpty)
            return IsEmpty ? other : this;
        var union = new UidSetBuilder();
        var (mine, its) = (0, 0);
        while (mine < _ranges.Length || its < other._ranges.Length)
        {
            var next = its == other._ranges.Length || (mine < _ranges.Length && _ranges[mine].First <= other._ranges[its].First) ? _ranges[mine++] : other._ranges[its++];
            union.Append(next.First, next.Last);
        }

        return union.Build();
    }

    public UidSet Except(UidSet other)
    {
        if (IsEmpty || other.IsEmpty)
            return this;
        var rest = new UidSetBuilder();
        var its = 0;
        foreach (var range in _ranges)
        {
            // One more than a UID can be, so that a range may end with the greatest.
            ulong first = range.First;
            for (; its < other._ranges.Length && other._ranges[its].First <= range.Last; its++)
            {
                var cut = other._ranges[its];
                if (cut.First > first)
                    rest.Append((uint)first, cut.First - 1);
                first = Math.Max(first, cut.Last + 1UL);
                if (cut.Last > range.Last)
                    break;
            }

            if (first <= range.Last)
                rest.Append((uint)first, range.Last);
        }

        return rest.Build();
    }

    public UidSet Intersect(UidSet other)
    {
        var common = new UidSetBuilder();
        var (mine, its) = (0, 0);
        while (mine < _ranges.Length && its < other._ranges.Length)
        {
            var (one, two) = (_ranges[mine], other._ranges[its]);
            if (Math.Max(one.First, two.First) <= Math.Min(one.Last, two.Last))
                common.Append(Math.Max(one.First, two.First), Math.Min(one.Last, two.Last));
            if (one.Last < two.Last)
                mine++;
            else
                its++;
        }

        return common.Build();
    }

    /// <summary>The UIDs, ascending.</summary>
    public IEnumerable<uint> Enumerate()
    {
        foreach (var range in _ranges)
        {
            for (ulong uid = range.First; uid <= range.Last; uid++)
                yield return (uint)uid;
        }
    }

    public bool Equals(UidSet? other) => other is not null && _ranges.AsSpan().SequenceEqual(other._ranges);

    public override bool Equals(object? obj) => Equals(obj as UidSet);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var range in _ranges)
            hash.Add(range);
        return hash.ToHashCode();
    }

    /// <summary>The set as IMAP writes it, <c>1:5,7</c> (RFC 9051 §9 sequence-set); nothing when it is empty.</summary>
    public override string ToString() =>
        string.Join(',', _ranges.Select(range => range.First == range.Last
            ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.First}:{range.Last}")));

    private static UidSet FromSorted(uint[] uids)
    {
        var builder = new UidSetBuilder();
        foreach (var uid in uids)
            builder.Append(uid, uid);
        return builder.Build();
    }

    /// <summary>The last range that starts at <paramref name="uid"/> or before it; -1 when none does.</summary>
    private int RangeStartingUpTo(uint uid)
    {
        var (low, high) = (0, _ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].First <= uid)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
