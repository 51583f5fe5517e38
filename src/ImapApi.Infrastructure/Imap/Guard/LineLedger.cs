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

    public void BeginCommand(int exists)
    {
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
                Demand(++_statuses <= limits.Statuses, $"The server sent more than {limits.Statuses} status lines in answer to one command.");
                break;
            case LineKind.Mailbox:
                Demand(++_mailboxes <= limits.Mailboxes, $"The server listed more than {limits.Mailboxes} mailboxes.");
                break;
            case LineKind.Data:
                CheckExists(prefix);
                DemandFew(++_others, Exists);
                break;
            case LineKind.Fetch:
                DemandFew(++_fetches, Math.Min(Exists, _most));
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
        Demand(Utf8Parser.TryParse(number, out int count, out _) && count <= limits.Messages, $"The server claims that the mailbox holds more than {limits.Messages} messages.");
        Exists = Math.Max(Exists, count);
    }

    private void DemandFew(long lines, int messages) =>
        Demand(lines <= limits.Lines + 2L * messages, $"The server sent more lines in answer to one command than {limits.Lines} and two for each message.");

    private static bool IsUntagged(ReadOnlySpan<byte> prefix) => prefix is [(byte)'*', ..];

    private static void Demand(bool isKept, string otherwise)
    {
        if (!isKept)
            throw new ServerMisbehavedException(otherwise);
    }
}
