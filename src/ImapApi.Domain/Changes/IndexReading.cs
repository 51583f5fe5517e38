namespace ImapApi.Domain.Changes;

/// <summary>An index that is read piece by piece: it holds what the index will hold, and no message of a piece that is past.</summary>
public sealed class IndexReading(uint uidValidity, uint uidNext, ulong modSeq)
{
    /// <summary>Each once, or what is the same would be kept as often as it was said.</summary>
    private readonly Dictionary<MessageMarks, MessageMarks> _marks = [];
    private MailboxIndexBuilder _builder = new();
    private uint _uidNext = uidNext;
    private uint _last;

    /// <summary>What it takes memory for: ranges of UIDs, and runs of messages marked alike.</summary>
    public int Stretches => _builder.Stretches;

    /// <summary>How many different marks there are.</summary>
    public int Distinct => _marks.Count;

    /// <summary>How many pieces had UIDs that belong among those of earlier ones; each of them is dear.</summary>
    public int Disorders { get; private set; }

    /// <param name="messages">In any order. Of those with the same UID the last counts; UID 0 is none (RFC 9051 §2.3.1.1) and left out.</param>
    public void Add(IReadOnlyList<MarkedUid> messages)
    {
        var ascending = MarkedUidOrder.Ascending(messages);
        if (ascending.Count == 0)
            return;
        IEnumerable<MarkedRange> known = [];
        if (ascending[0].Uid <= _last)
        {
            known = _builder.Build(uidValidity, _uidNext, modSeq).Segments();
            _builder = new MailboxIndexBuilder();
            Disorders++;
        }

        _builder.AppendOverlaid(known, ascending.Select(message => new MarkedRange(message.Uid, message.Uid, Shared(message.Marks))));
        _last = Math.Max(_last, ascending[^1].Uid);
        _uidNext = MarkedUidOrder.After(ascending, _uidNext);
    }

    public MailboxIndex Build() => _builder.Build(uidValidity, _uidNext, modSeq);

    private MessageMarks Shared(MessageMarks marks)
    {
        if (_marks.TryGetValue(marks, out var same))
            return same;
        _marks.Add(marks, marks);
        return marks;
    }
}
