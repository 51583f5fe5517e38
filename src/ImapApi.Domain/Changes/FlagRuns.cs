namespace ImapApi.Domain.Changes;

/// <summary>The marks of a mailbox's messages by their position, 0 being the smallest UID: runs of messages that are marked alike.</summary>
public sealed class FlagRuns
{
    private readonly MessageMarks[] _distinct;

    /// <summary>For each run, the position after its last message.</summary>
    private readonly int[] _ends;

    /// <summary>For each run, its marks in <see cref="_distinct"/>.</summary>
    private readonly int[] _marks;

    internal FlagRuns(MessageMarks[] distinct, int[] ends, int[] marks)
    {
        _distinct = distinct;
        _ends = ends;
        _marks = marks;
    }

    public int Count => _ends.Length == 0 ? 0 : _ends[^1];

    internal IReadOnlyList<MessageMarks> Distinct => _distinct;

    internal int RunCount => _ends.Length;

    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public MessageMarks At(int ordinal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(ordinal, Count);
        var run = Array.BinarySearch(_ends, ordinal + 1);
        return _distinct[_marks[run < 0 ? ~run : run]];
    }

    /// <summary>How many messages are marked so.</summary>
    public int CountOf(Func<MessageMarks, bool> predicate)
    {
        var count = 0;
        for (var i = 0; i < RunCount; i++)
        {
            var run = Run(i);
            if (predicate(_distinct[run.Marks]))
                count += run.Length;
        }

        return count;
    }

    /// <returns>How long the run is, and its marks' position in <see cref="Distinct"/>.</returns>
    internal (int Length, int Marks) Run(int run) => (_ends[run] - (run == 0 ? 0 : _ends[run - 1]), _marks[run]);
}
