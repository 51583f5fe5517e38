using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// Which sequence numbers have been listed since the numbering last changed. Only a hint: it decides whether a page asks for flags alone first (one small
/// command), or for everything at once (one larger command) because most of it is unknown.
/// </summary>
internal sealed class WarmRanges
{
    private const int Most = 64;

    private UidSet _listed = UidSet.Empty;

    public bool Contains(int first, int last) => Range(first, last).Except(_listed).IsEmpty;

    public void Add(int first, int last) => _listed = _listed.Ranges.Count >= Most ? Range(first, last) : _listed.Union(Range(first, last));

    /// <summary>A message came or went: the same numbers may mean other messages now.</summary>
    public void Clear() => _listed = UidSet.Empty;

    private static UidSet Range(int first, int last) => UidSet.FromRanges([new UidRange((uint)first, (uint)last)]);
}
