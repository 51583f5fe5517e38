namespace ImapApi.Domain.Changes;

/// <summary>Joins successive runs with equal marks. The table lists marks in the order of their first message, so equal mailboxes are written equally.</summary>
internal sealed class FlagRunsBuilder
{
    private readonly List<MessageMarks> _distinct = [];
    private readonly List<int> _ends = [];
    private readonly List<int> _marks = [];

    /// <summary>Comparing every flag's text is dear, and most marks come from an index that holds each only once.</summary>
    private readonly Dictionary<MessageMarks, int> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<MessageMarks, int> _equal = [];

    /// <summary>Runs so far.</summary>
    public int Count => _ends.Count;

    /// <exception cref="OverflowException">More than <see cref="int.MaxValue"/> messages.</exception>
    public void Append(long length, MessageMarks marks)
    {
        var end = checked((int)((_ends.Count == 0 ? 0 : _ends[^1]) + length));
        var number = NumberOf(marks);
        if (_ends.Count > 0 && _marks[^1] == number)
        {
            _ends[^1] = end;
            return;
        }

        _ends.Add(end);
        _marks.Add(number);
    }

    public FlagRuns Build() => new([.. _distinct], [.. _ends], [.. _marks]);

    private int NumberOf(MessageMarks marks)
    {
        if (_seen.TryGetValue(marks, out var number))
            return number;
        if (!_equal.TryGetValue(marks, out number))
        {
            number = _distinct.Count;
            _distinct.Add(marks);
            _equal.Add(marks, number);
        }

        _seen.Add(marks, number);
        return number;
    }
}
