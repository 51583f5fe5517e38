using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// What a server's news mean in UIDs. Most servers tell of a message that goes, or is marked, by its sequence number alone; with the UIDs in their order,
/// and every EXPUNGE applied when it was said, a sequence number names a message.
/// </summary>
/// <param name="Vanished">Known messages that are gone.</param>
/// <param name="Marks">Of known and unknown messages.</param>
/// <param name="Unknown">Messages that came after the known ones and are still to be fetched.</param>
/// <param name="IsTorn">The numbers do not add up: something was missed, or the server errs. The mailbox is to be looked at anew.</param>
internal sealed record SequenceReading(UidSet Vanished, IReadOnlyList<MarkedUid> Marks, int Unknown, bool IsTorn)
{
    /// <summary>An EXPUNGE takes a UID out of a set, whose ranges are copied: these many take less than half a second.</summary>
    private const long MostMoved = 100_000_000;

    private static SequenceReading Torn { get; } = new(UidSet.Empty, [], 0, IsTorn: true);

    /// <param name="known">The UIDs of the sequence numbers from 1 on, when the first of the news was said.</param>
    /// <param name="unknown">How many messages followed them.</param>
    public static SequenceReading Of(IReadOnlyList<ServerNews> news, UidSet known, int unknown)
    {
        if ((long)news.Count(item => item is ServerNews.Expunged) * known.Ranges.Count > MostMoved)
            return Torn;
        var left = known;
        var marks = new List<MarkedUid>();
        foreach (var item in news)
        {
            var isTorn = item switch
            {
                ServerNews.Exists exists => (unknown = exists.Count - (int)left.Count) < 0,
                ServerNews.Expunged expunged => !Expunge(expunged.Index, ref left, ref unknown),
                ServerNews.Vanished vanished => Vanish(vanished.Uids, ref left, ref unknown),
                ServerNews.Marked marked => !TryMark(marked, left, marks),
                _ => throw new InvalidOperationException($"Unknown news {item.GetType().Name}."),
            };
            if (isTorn)
                return Torn;
        }

        return new SequenceReading(known.Except(left), marks, unknown, IsTorn: false);
    }

    private static bool Expunge(int index, ref UidSet left, ref int unknown)
    {
        if (index >= 0 && index < left.Count)
            left = left.Except(UidSet.Of(left.Select(index)));
        else if (index < left.Count + unknown)
            unknown--;
        else
            return false;
        return true;
    }

    /// <summary>UIDs that are not known may be of messages that came since. How many are left, the EXISTS that MailKit makes of it tells.</summary>
    private static bool Vanish(UidSet uids, ref UidSet left, ref int unknown)
    {
        var before = left.Count;
        left = left.Except(uids);
        unknown = (int)Math.Max(0, unknown - Math.Max(0, uids.Count - (before - left.Count)));
        return false;
    }

    /// <summary>What is said by sequence number of an unknown message is left out: it is fetched with its flags.</summary>
    private static bool TryMark(ServerNews.Marked marked, UidSet left, List<MarkedUid> marks)
    {
        if (marked.Uid != 0)
            marks.Add(new MarkedUid(marked.Uid, marked.Marks));
        else if (marked.Index >= 0 && marked.Index < left.Count)
            marks.Add(new MarkedUid(left.Select(marked.Index), marked.Marks));
        return marked.Index >= 0;
    }
}
