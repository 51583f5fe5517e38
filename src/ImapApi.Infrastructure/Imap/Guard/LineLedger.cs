using System.Buffers.Text;

namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>
/// Counts the lines of a server while one command runs, by their kinds: many short ones make the parser keep many objects. Also notes what single lines say of
/// the connection itself.
/// </summary>
internal sealed class LineLedger(GuardLimits limits)
{
    private int _statuses;
    private int _mailboxes;
    private long _others;
    private long _fetches;
    private int _most;
    private bool _finished;

    /// <summary>The selected mailbox's EXISTS, the largest since the command began.</summary>
    public int Exists { get; private set; }

    /// <summary>The server has said good-bye (RFC 9051 §7.1.5) in the present chunk.</summary>
    public bool SaidFarewell { get; private set; }

    /// <summary>The same, and it finished no command in it, of which the parser would have to hear first.</summary>
    public bool IsForsaken => SaidFarewell && !_finished;

    /// <summary>What the parser makes of them.</summary>
    public AnswerWeight Weight { get; } = new(limits.Weight);

    /// <param name="weight">What may be made of the answer, in bytes; null: as usual.</param>
    public void BeginCommand(int exists, int? weight = null)
    {
        Weight.Begin(weight ?? limits.Weight);
        Exists = exists;
        _most = int.MaxValue;
        (_statuses, _mailboxes, _others, _fetches) = (0, 0, 0, 0);
    }

    /// <summary>The command asks for so many messages: that many lines more than usual may come, however many there are.</summary>
    public void Expect(int messages) => _most = messages;

    /// <param name="prefix">The line's beginning.</param>
    /// <exception cref="ServerMisbehavedException">There were too many, or the mailbox claims too many messages.</exception>
    public void Note(LineKind kind, ReadOnlySpan<byte> prefix)
    {
        switch (kind)
        {
            case LineKind.Status or LineKind.Continuation:
                SaidFarewell |= IsUntagged(prefix) && prefix[1..].TrimStart(" \t\r"u8).StartsWith("BYE"u8);
                _finished |= kind == LineKind.Status && !IsUntagged(prefix);
                if (++_statuses > limits.Statuses)
                    throw new ServerMisbehavedException($"The server sent more than {limits.Statuses} status lines in answer to one command.");
                break;
            case LineKind.Mailbox:
                if (++_mailboxes > limits.Mailboxes)
                    throw new ServerMisbehavedException($"The server listed more than {limits.Mailboxes} mailboxes.");
                break;
            case LineKind.Data or LineKind.Counts or LineKind.Search:
                CheckExists(prefix);
                DemandFew(++_others, limits.Lines, Exists);
                break;
            case LineKind.Fetch:
                DemandFew(++_fetches, limits.FetchLines, Math.Min(Exists, _most));
                break;
        }
    }

    /// <summary>What was in the last chunk is the parser's now.</summary>
    public void BeginChunk() => (SaidFarewell, _finished) = (false, false);

    /// <summary><c>* 5 EXISTS</c></summary>
    private void CheckExists(ReadOnlySpan<byte> prefix)
    {
        var at = prefix.IndexOf("EXISTS"u8);
        if (at < 0 || !IsUntagged(prefix))
            return;
        var number = prefix[1..at].Trim(" \t"u8);
        if (number.IsEmpty || number.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return;
        if (!Utf8Parser.TryParse(number, out int count, out _) || count > limits.Messages)
            throw new ServerMisbehavedException($"The server claims that the mailbox holds more than {limits.Messages} messages.");
        Exists = Math.Max(Exists, count);
    }

    private static void DemandFew(long lines, int limit, int messages)
    {
        if (lines > limit + (2L * messages))
            throw new AnswerTooLargeException($"The server sent more lines in answer to one command than {limit} and two for each message.");
    }

    private static bool IsUntagged(ReadOnlySpan<byte> prefix) => prefix is [(byte)'*', ..];
}
