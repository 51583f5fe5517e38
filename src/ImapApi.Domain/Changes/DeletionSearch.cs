namespace ImapApi.Domain.Changes;

/// <summary>
/// Finds which messages are gone on a server that only says how many are left. The message with sequence number <c>s</c> had <c>s − 1</c> others
/// before it if none of them is gone; how many more UIDs are known before its own is how many are gone. So a few UIDs, asked for by sequence number,
/// tell which stretches of the mailbox lost messages, and only those are looked at more closely, round after round.
/// </summary>
public sealed class DeletionSearch
{
    private const int FirstProbes = 64;
    private const int LaterProbes = 3;

    private readonly UidSet _known;
    private readonly List<UidRange> _deleted = [];
    private List<Stretch> _undecided = [];
    private int[] _probes = [];

    /// <param name="known">UIDs that were there.</param>
    /// <param name="exists">How many of them are left: those with the sequence numbers from 1 to this.</param>
    public DeletionSearch(UidSet known, int exists)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exists);
        if (known.Count > int.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(known), "More messages than can be counted.");
        _known = known;
        Look(new Stretch(0, -1, exists + 1L, known.Count), _undecided);
        Ask(FirstProbes);
    }

    /// <summary>An answered UID is not a known one, one is missing, or they cannot be in this order: list everything instead.</summary>
    public bool IsInconsistent { get; private set; }

    /// <exception cref="InvalidOperationException">The search is not done, or was given up as inconsistent.</exception>
    public UidSet Deleted => _probes.Length > 0 || IsInconsistent
        ? throw new InvalidOperationException("What is deleted has not been found.")
        : _known.Intersect(UidSet.FromRanges(_deleted));

    /// <summary>The sequence numbers whose UIDs to answer next, ascending; none when the search is done.</summary>
    public IReadOnlyList<int> NextProbes() => _probes;

    /// <param name="uidAt">The UID of every sequence number that was asked for. Others may be among them.</param>
    public void Answer(IReadOnlyDictionary<int, uint> uidAt)
    {
        var next = new List<Stretch>();
        var probe = 0;
        foreach (var stretch in _undecided)
        {
            var rest = stretch;
            for (; probe < _probes.Length && _probes[probe] < stretch.SequenceAfter; probe++)
            {
                if (!uidAt.TryGetValue(_probes[probe], out var uid) || !_known.Contains(uid))
                {
                    IsInconsistent = true;
                    _probes = [];
                    return;
                }

                var rank = _known.Rank(uid);
                Look(rest with { SequenceAfter = _probes[probe], RankAfter = rank }, next);
                rest = rest with { SequenceBefore = _probes[probe], RankBefore = rank };
            }

            Look(rest, next);
        }

        _undecided = next;
        Ask(LaterProbes);
    }

    private void Look(Stretch stretch, List<Stretch> undecided)
    {
        if (stretch.Left > stretch.Known)
            IsInconsistent = true;
        else if (stretch.Left == stretch.Known)
            return;
        else if (stretch.Left == 0)
            _deleted.Add(new UidRange(_known.Select((int)stretch.RankBefore + 1), _known.Select((int)stretch.RankAfter - 1)));
        else
            undecided.Add(stretch);
    }

    private void Ask(int probes) =>
        _probes = IsInconsistent ? [] : [.. _undecided.SelectMany(stretch => stretch.Cuts((int)Math.Min(probes, stretch.Left)))];

    /// <summary>What lies between two messages whose rank among the known UIDs is decided, both of them excluded.</summary>
    private readonly record struct Stretch(long SequenceBefore, long RankBefore, long SequenceAfter, long RankAfter)
    {
        public long Left => SequenceAfter - SequenceBefore - 1;

        public long Known => RankAfter - RankBefore - 1;

        public IEnumerable<int> Cuts(int probes)
        {
            for (var i = 1; i <= probes; i++)
                yield return (int)(SequenceBefore + i * (Left + 1) / (probes + 1));
        }
    }
}
