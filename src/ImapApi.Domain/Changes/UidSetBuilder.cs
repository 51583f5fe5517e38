namespace ImapApi.Domain.Changes;

/// <summary>Joins ranges that come sorted by their first UID; they may overlap or touch.</summary>
internal sealed class UidSetBuilder
{
    private readonly List<UidRange> _ranges = [];

    /// <summary>Ranges so far.</summary>
    public int Count => _ranges.Count;

    public void Append(uint first, uint last)
    {
        if (_ranges.Count > 0 && _ranges[^1] is var previous && first <= previous.Last + 1UL)
            _ranges[^1] = previous with { Last = Math.Max(previous.Last, last) };
        else
            _ranges.Add(new UidRange(first, last));
    }

    public UidSet Build() => _ranges.Count == 0 ? UidSet.Empty : new UidSet([.. _ranges]);
}
