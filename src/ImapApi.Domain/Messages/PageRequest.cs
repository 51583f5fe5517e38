namespace ImapApi.Domain.Messages;

/// <summary>A page of a listing, newest first. Pages count from 0.</summary>
public sealed record PageRequest(int Page, int PageSize)
{
    public const int DefaultSize = 20;
    public const int MaxSize = 1000;
    public const int MaxPage = int.MaxValue / MaxSize;

    /// <summary>Where the page begins or ends, instead of its number.</summary>
    public PageCursor? Cursor { get; init; }

    /// <summary>Each message comes with the beginning of its text.</summary>
    public bool WithPreviews { get; init; }

    /// <summary>How many pages <paramref name="total"/> entries make; an empty listing has one page.</summary>
    public int PagesFor(int total) => Math.Max(1, (int)((total + (long)PageSize - 1) / PageSize));

    /// <summary>The number of the page that begins, at its newest entry, after so many newer ones.</summary>
    public int PageAfter(int newer) => newer / PageSize;

    /// <summary>
    /// The page's 1-based positions in a list of <paramref name="total"/> that is numbered oldest first (IMAP sequence numbers); null when the page is empty.
    /// </summary>
    public (int First, int Last)? PositionsIn(int total)
    {
        var last = total - (long)Page * PageSize;
        return last < 1 ? null : ((int)Math.Max(1, last - PageSize + 1), (int)last);
    }
}
