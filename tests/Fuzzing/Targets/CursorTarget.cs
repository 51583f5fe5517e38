using System.Buffers.Text;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Events;

namespace ImapApi.Fuzzing.Targets;

/// <summary>Places in listings and in the event log, and what callers know of a mailbox: whatever comes back was given out, or is refused.</summary>
internal sealed class CursorTarget : IFuzzTarget
{
    private const int MostUids = 1_000_000;

    public string Name => "cursors";

    public int MaxLength => 6000;

    public IReadOnlyList<string> Samples =>
    [
        "tAQAAAAABAAAB4QAAAGQAAAAA", "tAgAAAAAAZUrYAAAAAAEAAAHhAAAAAA", "tAQEBBQ", "tAQQPAQIDBA", "b\u0001\0\0\0\0\u0001\0\0\0\0\0\0\0\0\u0011\u0001\u0002\u0003\0\0\0\0", "b\u0001\u0003\0\0\0\u0001\0\0\0\0\0\0\0\0\u0011\u0001\u0009\u0003\u0001\u0001\u0002\u0001\u0003key\u0001\u0001\u000B\0\u0001\u0002\0",
        "i\u0011\u0001\u0009\u0003\u0001\u0001\u0002\0\u0001\u0001\0\0\u0001\u0002\0", "d\u0021\u0009\u0003\u0001\u0001\0\u0001\u0003key\u0001\u0001\u000B\0\u0001\u0005\0",
    ];

    public IReadOnlyList<string> Words => ["AQ", "Ag", "AAAA", "AAAAAQ", "\u0011", "\u0001", "\0", "\u007F", "\u0003key", "\u0005\\Seen", "b\u0001\u0003\0\0\0\u0001", "\u0002\0", "_", "-"];

    public void Check(byte[] input)
    {
        if (input.Length == 0)
            return;
        var rest = input.AsSpan(1);
        switch (input[0])
        {
            case (byte)'i':
                Index(rest);
                break;
            case (byte)'d':
                Delta(rest);
                break;
            default:
                Texts(input[0] == (byte)'t' ? FuzzText.Of(rest) : Base64Url.EncodeToString(rest));
                break;
        }
    }

    private static void Texts(string text)
    {
        if (PageCursor.TryParse(text, out var page))
        {
            Finding.UnlessEqual(page.ToString(), text, "a cursor has one spelling");
            Finding.Unless(page.Position >= 0 && page.Mailbox.Value > 0, "a cursor is a place");
        }

        if (MergedCursor.TryParse(text, out var merged))
            Finding.UnlessEqual(merged.ToString(), text, "a cursor has one spelling");
        foreach (var partitions in new[] { 1, 4, 64 })
        {
            if (FeedCursor.TryParse(text, partitions, out var positions))
                Finding.Unless(positions.Length == partitions && positions.All(position => position >= 0) && FeedCursor.Format(positions) == text, "a position in the feeds has one spelling");
        }

        if (!DeltaToken.TryParse(text, out var token))
            return;
        Finding.Unless(DeltaToken.TryParse(token.ToString(), out var again) && again.ToString() == token.ToString() && again.Mailbox == token.Mailbox && again.Detail == token.Detail, "a token is read as it was written");
        Finding.Unless(token.Index.Uids.Count <= MostUids && token.Index.Uids.Enumerate().LongCount() == token.Index.Count, "a token knows as many messages as it says");
        Look(token.Index);
    }

    private static void Index(ReadOnlySpan<byte> encoded)
    {
        try
        {
            var index = MailboxIndex.Decode(encoded);
            var again = MailboxIndex.Decode(index.Encode());
            Finding.Unless(again.Encode().AsSpan().SequenceEqual(index.Encode()) && again.Uids.Equals(index.Uids) && again.Count == index.Count, "an index is read as it was written");
            Look(index);
        }
        catch (FormatException)
        {
            // It is none, and that is said.
        }
    }

    private static void Delta(ReadOnlySpan<byte> encoded)
    {
        try
        {
            var delta = IndexDelta.Decode(encoded);
            Finding.Unless(IndexDelta.Decode(delta.Encode()).Encode().AsSpan().SequenceEqual(delta.Encode()), "a delta is read as it was written");
            var before = MailboxIndex.Create(1, 1, 1, [new MarkedUid(3, new MessageMarks(FlagSet.Empty, Labels: null)), new MarkedUid(9, new MessageMarks(FlagSet.Create([Flag.Seen]), Labels: null))]);
            var after = before.Apply(delta);
            Finding.UnlessEqual(after.Uids, before.Uids.Except(delta.Removed).Union(UidSet.From(delta.Set.Select(message => message.Uid))), "a delta removes and adds what it says");
            Look(after);
        }
        catch (FormatException)
        {
            // As above.
        }
    }

    private static void Look(MailboxIndex index)
    {
        if (index.Uids.IsEmpty)
            return;
        Finding.Unless(index.TryGetMarks(index.Uids.First, out _) && index.TryGetMarks(index.Uids.Last, out _), "every message has marks");
        Finding.UnlessEqual(index.Uids.Select(index.Uids.Rank(index.Uids.Last)), index.Uids.Last, "a message has a place");
    }
}
