namespace ImapApi.Domain.Messages;

/// <summary>What a search of all mailboxes found, in one order, and the pages of it.</summary>
public sealed class MergedMatches
{
    private readonly MergedPlace[] _ascending;
    private readonly uint _search;

    public MergedMatches(IEnumerable<MergedPlace> places, uint search)
    {
        _ascending = [.. places];
        Array.Sort(_ascending, MergedPlace.OldestFirst);
        _search = search;
    }

    public int Total => _ascending.Length;

    /// <summary>A page, newest first, the number it has now, and the cursors beside it.</summary>
    public (IReadOnlyList<MergedPlace> Places, int Number, string? Next, string? Previous) Take(PageRequest page, MergedCursor? cursor)
    {
        var (first, end) = cursor is { } at ? Beside(at, page.PageSize) : page.PositionsIn(Total) is var (from, to) ? (from - 1, to) : (0, 0);
        MergedPlace[] places = [.. _ascending[first..end].Reverse()];
        var number = cursor is null ? page.Page : page.PageAfter(Total - end);
        if (places.Length > 0)
            return (places, number, first > 0 ? Write(PageDirection.Older, places[^1]) : null, end < Total ? Write(PageDirection.Newer, places[0]) : null);
        return cursor is not { } beyond || Total == 0 ? (places, number, null, null)
            : beyond.Direction == PageDirection.Older ? (places, number, null, Write(PageDirection.Newer, Before(_ascending[0])))
            : (places, number, Write(PageDirection.Older, After(_ascending[^1])), null);
    }

    private (int First, int End) Beside(MergedCursor cursor, int size)
    {
        var at = Array.BinarySearch(_ascending, cursor.Place, MergedPlace.OldestFirst);
        var (below, above) = at >= 0 ? (at, at + 1) : (~at, ~at);
        return cursor.Direction == PageDirection.Older ? (Math.Max(0, below - size), below) : (above, (int)Math.Min(Total, above + (long)size));
    }

    private static MergedPlace Before(MergedPlace place) => place with { Received = place.Received - 1 };

    private static MergedPlace After(MergedPlace place) => place with { Received = place.Received + 1 };

    private string Write(PageDirection direction, MergedPlace place) => new MergedCursor(direction, place, _search).ToString();
}
