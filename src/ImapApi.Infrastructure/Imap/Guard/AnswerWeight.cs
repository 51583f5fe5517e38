namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>
/// Estimates the memory that the parser takes for the answer to a command, in bytes: a few octets may become a large object, and most are kept until the
/// command ends. The figures are those of MailKit 4.18 for what costs most, as it was measured.
/// </summary>
internal sealed class AnswerWeight(long limit)
{
    /// <summary>Two for each character, in a buffer that grew; and once more where a text is kept in two forms.</summary>
    private const int PerOctet = 5;

    /// <summary>A string of some letters, or a list, its place in another, and the smaller one that stood there before.</summary>
    private const int PerWord = 120;

    /// <summary>A number where only its value is kept.</summary>
    private const int PerNumber = 12;

    /// <summary>A header field.</summary>
    private const int PerField = 300;

    /// <summary>Of a header: its references are kept as strings of their own.</summary>
    private const int PerHeaderOctet = 3;

    /// <summary>What is longer is no word, but a set of numbers with commas between them, or somebody's text.</summary>
    private const int LongestWord = 64;

    private long _limit = limit;
    private long _weight;
    private int _octets;
    private int _octetsOfSets;
    private int _atoms;
    private int _others;

    /// <param name="limit">For one command.</param>
    public void Begin(long limit) => (_limit, _weight) = (limit, 0);

    /// <summary>Text of a line, quoted, or of a literal that stands for a string.</summary>
    public void AddText(int octets) => _octets += octets;

    /// <param name="run">An atom or a piece of one, or the end of a line.</param>
    public void AddAtoms(ReadOnlySpan<byte> run, bool isNew)
    {
        if (isNew && run[0] != (byte)'\r')
            _atoms++;
        if (run.Length <= LongestWord)
            return;
        _octetsOfSets += run.Length;
        _atoms += run.Count((byte)',');
    }

    /// <summary>A string or a list begins.</summary>
    public void AddOther() => _others++;

    /// <param name="octets">Of a literal of message content.</param>
    /// <param name="fields">That begin in them, where it is a header; otherwise null.</param>
    /// <exception cref="AnswerTooLargeException">It has become too much.</exception>
    public void AddContent(int octets, int? fields) => Add(fields is { } number ? ((long)PerHeaderOctet * octets) + ((long)PerField * number) : octets);

    /// <summary>What was added of a line, or of its beginning, weighs what such lines weigh.</summary>
    /// <exception cref="AnswerTooLargeException">It has become too much.</exception>
    public void Settle(LineKind kind)
    {
        var areNumbers = kind is LineKind.Search or LineKind.Counts;
        Add(((long)PerWord * _others) + ((long)(areNumbers ? PerNumber : PerWord) * _atoms) + ((long)PerOctet * (areNumbers ? _octetsOfSets : _octets)));
        (_octets, _octetsOfSets, _atoms, _others) = (0, 0, 0, 0);
    }

    private void Add(long weight)
    {
        _weight += weight;
        if (_weight > _limit)
            throw new AnswerTooLargeException($"The server sent so much in answer to one command that it would take more than {_limit >> 20} MiB of memory.");
    }
}
