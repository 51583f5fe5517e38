namespace ImapApi.TestKit.Imap;

/// <summary>A mailbox of a scripted server. Change it while nobody reads it, or under <see cref="Gate"/>.</summary>
internal sealed class ScriptedMailbox(string name)
{
    public Lock Gate { get; } = new();

    /// <summary>As on the wire: modified UTF-7, delimiter <c>/</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What LIST says of it: <c>\HasNoChildren \Sent</c> …</summary>
    public string Attributes { get; set; } = "\\HasNoChildren";

    public uint UidValidity { get; set; } = 1;

    public List<ScriptedMessage> Messages { get; } = [];

    /// <summary>Where a list would be too long: the message of a sequence number. Needs <see cref="ClaimedExists"/>.</summary>
    public Func<int, ScriptedMessage?>? MessageAt { get; set; }

    /// <summary>The count to claim instead of the true one.</summary>
    public int? ClaimedExists { get; set; }

    /// <summary>The UIDNEXT to claim, 0: none is told; otherwise one more than the largest UID.</summary>
    public uint? ClaimedUidNext { get; set; }

    /// <summary>Named in SELECT and STATUS where set; <c>[NOMODSEQ]</c> otherwise.</summary>
    public ulong? HighestModSeq { get; set; }

    public int Exists => ClaimedExists ?? Messages.Count;

    public uint UidNext => ClaimedUidNext ?? (Messages.Count == 0 ? 1 : Messages.Max(message => message.Uid) + 1);

    public int Unseen => Messages.Count(message => !message.Flags.Contains("\\Seen"));

    /// <summary>Adds a message with the next UID.</summary>
    public ScriptedMessage Add(params string[] flags)
    {
        lock (Gate)
        {
            var message = new ScriptedMessage(UidNext) { Flags = new HashSet<string>(flags, StringComparer.OrdinalIgnoreCase) };
            Messages.Add(message);
            return message;
        }
    }

    public ScriptedMailbox Fill(int count)
    {
        for (var i = 0; i < count; i++)
            Add();
        return this;
    }

    /// <summary>The messages of a set of sequence numbers or UIDs, with their sequence numbers.</summary>
    public IReadOnlyList<(int Number, ScriptedMessage Message)> Find(string set, bool byUid)
    {
        var ranges = SequenceRange.ParseSet(set);
        lock (Gate)
        {
            if (MessageAt is not null && !byUid)
                return [.. ranges.SelectMany(range => range.Within(Exists)).Select(number => (Number: number, Message: MessageAt(number)!)).Where(found => found.Message is not null)];
            var all = MessageAt is null ? Messages : Enumerable.Range(1, Exists).Select(number => MessageAt(number)!).Where(message => message is not null).ToList();
            var last = all.Count == 0 ? 0 : byUid ? all.Max(message => message.Uid) : (uint)all.Count;
            return [.. all.Select((message, index) => (Number: index + 1, Message: message)).Where(found => ranges.Any(range => range.Contains(byUid ? found.Message.Uid : (uint)found.Number, last)))];
        }
    }
}
