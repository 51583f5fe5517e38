namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// Which ranges of sequence numbers have been listed since the numbering last changed. Only a hint: it decides whether a page asks for flags alone
/// first (one small command), or for everything at once (one larger command) because most of it is unknown.
/// </summary>
internal sealed class WarmRanges
{
    private const int Most = 64;

    private readonly HashSet<(int First, int Last)> _ranges = [];

    public bool Contains(int first, int last) => _ranges.Contains((first, last));

    public void Add(int first, int last)
    {
        if (_ranges.Count >= Most)
            _ranges.Clear();
        _ranges.Add((first, last));
    }

    /// <summary>A message came or went: the same numbers may mean other messages now.</summary>
    public void Clear() => _ranges.Clear();
}
