using System.Buffers;
using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Changes;

/// <summary>
/// The parts that <see cref="MailboxIndex"/> and <see cref="IndexDelta"/> are stored as, all of <see cref="Varint"/>s:
/// UIDs as (gap, length − 1) per range, marks as a table of texts and a table of what each distinct marking takes from it.
/// </summary>
internal static class IndexPacking
{
    /// <summary>Texts that stand in every table unwritten. Part of the stored form: a change of this list is another version.</summary>
    private static readonly string[] Preset =
        [Flag.Seen, Flag.Answered, Flag.Flagged, Flag.Deleted, Flag.Draft, "$Forwarded", "$MDNSent", "$Junk", "$NotJunk", "Junk", "NonJunk"];

    public static void WriteUids(IBufferWriter<byte> target, UidSet uids)
    {
        Varint.Write(target, (ulong)uids.Ranges.Count);
        var next = 0UL;
        foreach (var range in uids.Ranges)
        {
            Varint.Write(target, range.First - next);
            Varint.Write(target, range.Last - range.First);
            // Ranges do not touch, so at least one UID lies between two of them.
            next = range.Last + 2UL;
        }
    }

    public static UidSet ReadUids(ref ReadOnlySpan<byte> bytes)
    {
        var count = Varint.ReadCount(ref bytes, 2);
        var uids = new UidSetBuilder();
        var next = 0UL;
        for (var i = 0; i < count; i++)
        {
            var first = next + Varint.ReadUInt32(ref bytes);
            var last = first + Varint.ReadUInt32(ref bytes);
            if (last > uint.MaxValue)
                throw new FormatException("A UID is too great.");
            uids.Append((uint)first, (uint)last);
            next = last + 2;
        }

        return uids.Build();
    }

    public static void WriteMarks(IBufferWriter<byte> target, IReadOnlyList<MessageMarks> distinct)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in Preset)
            numbers.Add(text, numbers.Count);
        foreach (var text in distinct.SelectMany(marks => marks.Flags.Values.Concat(marks.Labels?.Values ?? [])))
            numbers.TryAdd(text, numbers.Count);
        Varint.Write(target, (ulong)(numbers.Count - Preset.Length));
        foreach (var text in numbers.Where(entry => entry.Value >= Preset.Length).OrderBy(entry => entry.Value))
            Varint.WriteText(target, text.Key);

        Varint.Write(target, (ulong)distinct.Count);
        foreach (var marks in distinct)
        {
            WriteFlags(target, marks.Flags, numbers);
            // Having no labels (0) is not the same as there being none here to have (1 and an empty list).
            Varint.Write(target, marks.Labels is null ? 0UL : 1UL);
            if (marks.Labels is not null)
                WriteFlags(target, marks.Labels, numbers);
        }
    }

    public static MessageMarks[] ReadMarks(ref ReadOnlySpan<byte> bytes)
    {
        var texts = new string[Preset.Length + Varint.ReadCount(ref bytes, 2)];
        Preset.CopyTo(texts, 0);
        for (var i = Preset.Length; i < texts.Length; i++)
            texts[i] = Varint.ReadText(ref bytes);

        var distinct = new MessageMarks[Varint.ReadCount(ref bytes, 2)];
        var known = new HashSet<MessageMarks>();
        for (var i = 0; i < distinct.Length; i++)
        {
            var flags = ReadFlags(ref bytes, texts);
            var marks = new MessageMarks(flags, Varint.ReadIndex(ref bytes, 2) == 0 ? null : ReadFlags(ref bytes, texts));
            distinct[i] = known.Add(marks) ? marks : throw new FormatException("The same marks are listed twice.");
        }

        return distinct;
    }

    public static void WriteRuns(IBufferWriter<byte> target, FlagRuns runs)
    {
        Varint.Write(target, (ulong)runs.RunCount);
        for (var i = 0; i < runs.RunCount; i++)
        {
            var (length, marks) = runs.Run(i);
            Varint.Write(target, (ulong)length - 1);
            Varint.Write(target, (ulong)marks);
        }
    }

    public static FlagRuns ReadRuns(ref ReadOnlySpan<byte> bytes, MessageMarks[] distinct)
    {
        var count = Varint.ReadCount(ref bytes, 2);
        var runs = new FlagRunsBuilder();
        var total = 0L;
        for (var i = 0; i < count; i++)
        {
            var length = Varint.ReadUInt32(ref bytes) + 1L;
            total += length;
            if (total > int.MaxValue)
                throw new FormatException("There are too many messages.");
            runs.Append(length, distinct[Varint.ReadIndex(ref bytes, distinct.Length)]);
        }

        return runs.Build();
    }

    private static void WriteFlags(IBufferWriter<byte> target, FlagSet flags, Dictionary<string, int> numbers)
    {
        Varint.Write(target, (ulong)flags.Values.Count);
        foreach (var flag in flags.Values)
            Varint.Write(target, (ulong)numbers[flag]);
    }

    private static FlagSet ReadFlags(ref ReadOnlySpan<byte> bytes, string[] texts)
    {
        var flags = new string[Varint.ReadCount(ref bytes, 1)];
        if (flags.Length > MessageMarks.MaxFlags)
            throw new FormatException("A message has too many flags.");
        for (var i = 0; i < flags.Length; i++)
            flags[i] = texts[Varint.ReadIndex(ref bytes, texts.Length)];
        var set = FlagSet.Create(flags);
        return set.Values.Count == flags.Length && flags.All(flag => flag.Length <= MessageMarks.MaxLength) ? set : throw new FormatException("What is listed is no set of flags.");
    }
}
