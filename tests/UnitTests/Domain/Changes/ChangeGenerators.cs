using CsCheck;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Changes;

internal static class ChangeGenerators
{
    /// <summary>Crowded, so that ranges touch and overlap; a few at the ends of what a UID can be.</summary>
    public static Gen<uint> Uids { get; } = Gen.Frequency((20, Gen.UInt[1, 60]), (1, Gen.UInt[uint.MaxValue - 5, uint.MaxValue]), (1, Gen.UInt[1, uint.MaxValue]));

    public static Gen<uint[]> UidLists { get; } = Uids.Array[0, 60];

    public static Gen<UidRange> ShortRanges { get; } = Gen.Select(Uids, Gen.UInt[0, 9]).Select((first, more) => new UidRange(first, first + Math.Min(more, uint.MaxValue - first)));

    public static Gen<UidRange> Ranges { get; } =
        Gen.Frequency((9, ShortRanges), (1, Gen.Select(Uids, Uids).Select((one, other) => new UidRange(Math.Min(one, other), Math.Max(one, other)))));

    public static Gen<MessageMarks> Marks { get; } = Gen.Select(
        Gen.OneOf(@"\Seen", @"\SEEN", @"\Flagged", "$Forwarded", "NonJunk", "Grüße").Array[0, 3],
        Gen.Frequency((3, Gen.Const((string[]?)null)), (1, Gen.OneOf("Work", "work", "Ünder", "\ud800", @"\Inbox").Array[0, 3].Select(labels => (string[]?)labels))))
        .Select(Marked);

    public static Gen<MarkedUid[]> Mail { get; } = Gen.Select(Uids, Marks).Select((uid, marks) => new MarkedUid(uid, marks)).Array[0, 40];

    /// <summary>Few marks, long runs: the ordinary mailbox.</summary>
    public static Gen<MailboxIndex> Indexes { get; } =
        Gen.Select(Gen.UInt, Gen.UInt[0, 70], Gen.ULong, Mail).Select(MailboxIndex.Create);

    public static MessageMarks Marked(string[] flags, string[]? labels = null) => new(FlagSet.Create(flags), labels is null ? null : FlagSet.Create(labels));

    public static SortedDictionary<uint, MessageMarks> Naive(IEnumerable<MarkedUid> messages)
    {
        var naive = new SortedDictionary<uint, MessageMarks>();
        foreach (var message in messages)
            naive[message.Uid] = message.Marks;
        return naive;
    }

    public static bool Holds(this MailboxIndex index, SortedDictionary<uint, MessageMarks> naive) =>
        index.Count == naive.Count
        && index.Uids.Count == naive.Count
        && index.Uids.Enumerate().SequenceEqual(naive.Keys)
        && naive.Select((message, ordinal) => index.Marks.At(ordinal).Equals(message.Value) && index.TryGetMarks(message.Key, out var marks) && marks.Equals(message.Value)).All(same => same);
}
