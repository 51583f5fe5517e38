namespace ImapApi.Domain.Changes;

/// <summary>Builds an index of ranges that come ascending.</summary>
internal sealed class MailboxIndexBuilder
{
    private readonly UidSetBuilder _uids = new();
    private readonly FlagRunsBuilder _marks = new();

    public int Stretches => _uids.Count + _marks.Count;

    /// <summary>Lays <paramref name="edits"/> over <paramref name="segments"/>; both ascending.</summary>
    /// <exception cref="ArgumentException">The edits are not ascending, or overlap.</exception>
    public void AppendOverlaid(IEnumerable<MarkedRange> segments, IEnumerable<MarkedRange> edits)
    {
        using var edit = Ascending(edits).GetEnumerator();
        var more = edit.MoveNext();
        foreach (var segment in segments)
        {
            // One more than a UID can be, so that a segment may end with the greatest.
            ulong first = segment.First;
            for (; more && edit.Current.First <= segment.Last; more = edit.MoveNext())
            {
                if (edit.Current.First > first)
                    Append(new MarkedRange((uint)first, edit.Current.First - 1, segment.Marks));
                Append(edit.Current);
                first = Math.Max(first, edit.Current.Last + 1UL);
                // It goes on into the next segment. Only a removal is longer than one UID, so nothing is appended twice.
                if (edit.Current.Last > segment.Last)
                    break;
            }

            if (first <= segment.Last)
                Append(segment with { First = (uint)first });
        }

        for (; more; more = edit.MoveNext())
            Append(edit.Current);
    }

    public MailboxIndex Build(uint uidValidity, uint uidNext, ulong modSeq) => new(uidValidity, uidNext, modSeq, _uids.Build(), _marks.Build());

    private static IEnumerable<MarkedRange> Ascending(IEnumerable<MarkedRange> edits)
    {
        var next = 0UL;
        foreach (var edit in edits)
        {
            if (edit.First < next)
                throw new ArgumentException($"The change of UID {edit.First} is out of order, or one of two.", nameof(edits));
            yield return edit;
            next = edit.Last + 1UL;
        }
    }

    private void Append(MarkedRange range)
    {
        if (range.Marks is null)
            return;
        _uids.Append(range.First, range.Last);
        _marks.Append(new UidRange(range.First, range.Last).Count, range.Marks);
    }
}
