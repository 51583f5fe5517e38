using System.Globalization;
using System.Text;

namespace ImapApi.Bench.Children;

/// <summary>Messages that are made up when they are asked for. Every thousandth UID is missing.</summary>
internal sealed class ResponderMailbox(int count)
{
    private const int Piece = 32 * 1024;
    private const int Run = 999;

    public int Count { get; set; } = count;

    public uint UidNext => Uid(Count + 1);

    public IEnumerable<string> Uids()
    {
        var text = new StringBuilder("* SEARCH");
        for (var sequence = 1; sequence <= Count; sequence++)
        {
            text.Append(CultureInfo.InvariantCulture, $" {Uid(sequence)}");
            if (text.Length > Piece)
                yield return Take(text);
        }

        yield return Take(text.Append("\r\n"));
    }

    public IEnumerable<string> Fetch(string set, string items, bool byUid)
    {
        var text = new StringBuilder();
        foreach (var range in set.Split(','))
        {
            var ends = range.Split(':');
            var (first, last) = (Sequence(ends[0], byUid, up: true), Sequence(ends[^1], byUid, up: false));
            // "5:*" is the last one when there are fewer.
            if (ends[^1] == "*" && first > Count)
                first = Count;
            for (var sequence = Math.Max(1, first); sequence <= Math.Min(Count, last); sequence++)
            {
                Append(text, sequence, items);
                if (text.Length > Piece)
                    yield return Take(text);
            }
        }

        if (text.Length > 0)
            yield return Take(text);
    }

    private static uint Uid(int sequence) => (uint)(sequence + ((sequence - 1) / Run));

    private static string Take(StringBuilder text)
    {
        var taken = text.ToString();
        text.Clear();
        return taken;
    }

    private int Sequence(string number, bool byUid, bool up)
    {
        if (number == "*")
            return Count;
        var value = long.Parse(number, CultureInfo.InvariantCulture);
        if (!byUid)
            return (int)Math.Min(value, int.MaxValue);
        var (block, rest) = (value / (Run + 1), value % (Run + 1));
        return (int)Math.Min(block * Run + (rest == 0 && up ? 1 : rest), int.MaxValue);
    }

    private static void Append(StringBuilder text, int sequence, string items)
    {
        text.Append(CultureInfo.InvariantCulture, $"* {sequence} FETCH (UID {Uid(sequence)}");
        if (items.Contains("FLAGS", StringComparison.Ordinal))
            text.Append(sequence % 50 == 0 ? @" FLAGS ()" : @" FLAGS (\Seen)");
        if (items.Contains("INTERNALDATE", StringComparison.Ordinal))
            text.Append(@" INTERNALDATE ""01-Sep-2026 10:00:00 +0000""");
        if (items.Contains("RFC822.SIZE", StringComparison.Ordinal))
            text.Append(" RFC822.SIZE 1500");
        if (items.Contains("BODYSTRUCTURE", StringComparison.Ordinal))
            text.Append(@" BODYSTRUCTURE (""text"" ""plain"" (""charset"" ""utf-8"") NIL NIL ""7bit"" 1000 20 NIL NIL NIL NIL)");
        var fields = items.IndexOf("BODY.PEEK[HEADER", StringComparison.Ordinal);
        if (fields >= 0)
        {
            var section = items[(fields + "BODY.PEEK".Length)..(items.IndexOf(']', fields) + 1)];
            var header = $"From: Alice <alice@example.com>\r\nTo: Bob <bob@example.com>\r\nSubject: Message {sequence}\r\nDate: Tue, 01 Sep 2026 10:00:00 +0000\r\nMessage-ID: <{sequence}@example.com>\r\n\r\n";
            text.Append(CultureInfo.InvariantCulture, $" BODY{section} {{{header.Length}}}\r\n{header}");
        }

        text.Append(")\r\n");
    }
}
