using System.Buffers;

namespace ImapApi.Domain.Changes;

/// <summary>One step of a mailbox's index, as it is logged.</summary>
/// <param name="UidNext">From this step on.</param>
/// <param name="ModSeq">From this step on; 0 = none.</param>
/// <param name="Removed">UIDs that are no longer there.</param>
/// <param name="Set">Messages added, or marked otherwise: ascending, and none of them in <paramref name="Removed"/>.</param>
public sealed record IndexDelta(uint UidNext, ulong ModSeq, UidSet Removed, IReadOnlyList<MarkedUid> Set)
{
    private const byte Version = 0x21;

    /// <summary>No message changes; <see cref="UidNext"/> and <see cref="ModSeq"/> may.</summary>
    public bool IsEmpty => Removed.IsEmpty && Set.Count == 0;

    public byte[] Encode()
    {
        var target = new ArrayBufferWriter<byte>();
        target.Write([Version]);
        Varint.Write(target, UidNext);
        Varint.Write(target, ModSeq);
        IndexPacking.WriteUids(target, Removed);
        var numbers = new Dictionary<MessageMarks, int>();
        foreach (var message in Set)
            numbers.TryAdd(message.Marks, numbers.Count);
        IndexPacking.WriteMarks(target, [.. numbers.OrderBy(entry => entry.Value).Select(entry => entry.Key)]);
        Varint.Write(target, (ulong)Set.Count);
        var next = 0UL;
        foreach (var message in Set)
        {
            Varint.Write(target, message.Uid - next);
            Varint.Write(target, (ulong)numbers[message.Marks]);
            next = message.Uid + 1UL;
        }

        return target.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException"><paramref name="encoded"/> is not what <see cref="Encode"/> makes.</exception>
    public static IndexDelta Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded is not [Version, .. var rest])
            throw new FormatException("Not an index delta of this version.");
        var uidNext = Varint.ReadUInt32(ref rest);
        var modSeq = Varint.Read(ref rest);
        var removed = IndexPacking.ReadUids(ref rest);
        var distinct = IndexPacking.ReadMarks(ref rest);
        var set = new MarkedUid[Varint.ReadCount(ref rest, 2)];
        var next = 0UL;
        for (var i = 0; i < set.Length; i++)
        {
            var uid = next + Varint.ReadUInt32(ref rest);
            if (uid > uint.MaxValue)
                throw new FormatException("A UID is too great.");
            set[i] = new MarkedUid((uint)uid, distinct[Varint.ReadIndex(ref rest, distinct.Length)]);
            next = uid + 1;
        }

        if (!rest.IsEmpty || !removed.Intersect(UidSet.From(set.Select(message => message.Uid))).IsEmpty)
            throw new FormatException("Not an index delta.");
        return new IndexDelta(uidNext, modSeq, removed, set);
    }

    /// <summary>The step as ascending ranges, without marks where messages go.</summary>
    internal IEnumerable<MarkedRange> Edits()
    {
        var set = 0;
        foreach (var range in Removed.Ranges)
        {
            for (; set < Set.Count && Set[set].Uid < range.First; set++)
                yield return new MarkedRange(Set[set].Uid, Set[set].Uid, Set[set].Marks);
            yield return new MarkedRange(range.First, range.Last, null);
        }

        for (; set < Set.Count; set++)
            yield return new MarkedRange(Set[set].Uid, Set[set].Uid, Set[set].Marks);
    }
}
