using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace ImapApi.Domain.Changes;

/// <summary>
/// What is known of one mailbox: which messages it holds and how each is marked. Changes are found by comparing what the server says with it.
/// It takes some bytes per gap between UIDs and per run of equal marks, not per message.
/// </summary>
public sealed class MailboxIndex
{
    private const byte Version = 0x11;

    internal MailboxIndex(uint uidValidity, uint uidNext, ulong modSeq, UidSet uids, FlagRuns marks)
    {
        UidValidity = uidValidity;
        UidNext = uidNext;
        ModSeq = modSeq;
        Uids = uids;
        Marks = marks;
    }

    public uint UidValidity { get; }

    /// <summary>Greater than every UID in it; what to look from for new mail.</summary>
    public uint UidNext { get; }

    /// <summary>Everything up to this modification sequence (RFC 7162) is in the index; 0 = none.</summary>
    public ulong ModSeq { get; }

    public UidSet Uids { get; }

    /// <summary>By position in <see cref="Uids"/>.</summary>
    public FlagRuns Marks { get; }

    public int Count => Marks.Count;

    /// <param name="uidNext">The server's; what it lacks to the highest message's UID + 1 is added.</param>
    /// <param name="messages">In any order. Of those with the same UID the last counts; UID 0 is none (RFC 9051 §2.3.1.1) and left out.</param>
    public static MailboxIndex Create(uint uidValidity, uint uidNext, ulong modSeq, IEnumerable<MarkedUid> messages)
    {
        var builder = new MailboxIndexBuilder();
        var ascending = MarkedUidOrder.Ascending(messages);
        builder.AppendOverlaid([], ascending.Select(message => new MarkedRange(message.Uid, message.Uid, message.Marks)));
        return builder.Build(uidValidity, MarkedUidOrder.After(ascending, uidNext), modSeq);
    }

    public bool TryGetMarks(uint uid, [NotNullWhen(true)] out MessageMarks? marks)
    {
        marks = Uids.Contains(uid) ? Marks.At(Uids.Rank(uid)) : null;
        return marks is not null;
    }

    /// <summary>The index after one more step. Removing what is not there changes nothing.</summary>
    /// <exception cref="ArgumentException">The delta's messages are not ascending, or also removed.</exception>
    public MailboxIndex Apply(IndexDelta delta)
    {
        if (delta.IsEmpty)
            return new MailboxIndex(UidValidity, delta.UidNext, delta.ModSeq, Uids, Marks);
        var builder = new MailboxIndexBuilder();
        builder.AppendOverlaid(Segments(), delta.Edits());
        return builder.Build(UidValidity, delta.UidNext, delta.ModSeq);
    }

    public byte[] Encode()
    {
        var target = new ArrayBufferWriter<byte>();
        target.Write([Version]);
        Varint.Write(target, UidValidity);
        Varint.Write(target, UidNext);
        Varint.Write(target, ModSeq);
        IndexPacking.WriteUids(target, Uids);
        IndexPacking.WriteMarks(target, Marks.Distinct);
        IndexPacking.WriteRuns(target, Marks);
        return target.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException"><paramref name="encoded"/> is not what <see cref="Encode"/> makes.</exception>
    public static MailboxIndex Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded is not [Version, .. var rest])
            throw new FormatException("Not a mailbox index of this version.");
        var uidValidity = Varint.ReadUInt32(ref rest);
        var uidNext = Varint.ReadUInt32(ref rest);
        var modSeq = Varint.Read(ref rest);
        var uids = IndexPacking.ReadUids(ref rest);
        var marks = IndexPacking.ReadRuns(ref rest, IndexPacking.ReadMarks(ref rest));
        if (!rest.IsEmpty || marks.Count != uids.Count)
            throw new FormatException("Not a mailbox index.");
        return new MailboxIndex(uidValidity, uidNext, modSeq, uids, marks);
    }

    /// <summary>The messages as ascending ranges: every range of UIDs, cut where the marks change.</summary>
    internal IEnumerable<MarkedRange> Segments()
    {
        var run = 0;
        var left = 0;
        foreach (var range in Uids.Ranges)
        {
            for (ulong first = range.First; first <= range.Last;)
            {
                // Every run has a message, so the next one always has some left.
                if (left == 0)
                    left = Marks.Run(run++).Length;
                var length = (int)Math.Min((ulong)left, range.Last - first + 1);
                yield return new MarkedRange((uint)first, (uint)(first + (ulong)length - 1), Marks.Distinct[Marks.Run(run - 1).Marks]);
                left -= length;
                first += (ulong)length;
            }
        }
    }
}
