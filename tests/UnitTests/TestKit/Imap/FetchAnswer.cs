using System.Globalization;
using System.Text;

namespace ImapApi.TestKit.Imap;

/// <summary>One <c>* n FETCH (…)</c>.</summary>
internal static class FetchAnswer
{
    /// <param name="items">As asked for: <c>FLAGS</c>, <c>(UID BODY.PEEK[]&lt;0.100&gt;)</c>, <c>ALL</c> …</param>
    public static string For(int number, ScriptedMessage message, string items, bool withUid, bool withModSeq)
    {
        var asked = Items(items).ToList();
        if (withUid && !asked.Contains("UID", StringComparer.OrdinalIgnoreCase))
            asked.Insert(0, "UID");
        if (withModSeq && !asked.Contains("MODSEQ", StringComparer.OrdinalIgnoreCase))
            asked.Add("MODSEQ");
        return $"* {number} FETCH ({string.Join(' ', asked.Select(item => Answer(message, item)).Where(answer => answer is not null))})";
    }

    private static IEnumerable<string> Items(string items) => items.ToUpperInvariant() switch
    {
        "ALL" => ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"],
        "FAST" => ["FLAGS", "INTERNALDATE", "RFC822.SIZE"],
        "FULL" => ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"],
        _ => ImapTokens.Split(items.StartsWith('(') ? items[1..^1] : items),
    };

    private static string? Answer(ScriptedMessage message, string item)
    {
        var name = item.Replace("BODY.PEEK", "BODY", StringComparison.OrdinalIgnoreCase);
        if (!name.StartsWith("BODY[", StringComparison.OrdinalIgnoreCase))
            return message.Attribute(name) is { } value ? $"{name} {value}" : null;
        var close = name.LastIndexOf(']') + 1;
        var (section, partial) = (name[..close], name[close..]);
        if (message.Attribute(section) is { } scripted)
            return $"{section}{(partial.Length == 0 ? "" : $"<{Range(partial).From}>")} {scripted}";
        if (Section(message, section[5..^1]) is not { } text)
            return $"{section} NIL";
        if (partial.Length == 0)
            return $"{section} {ImapReply.Literal(text)}";
        var (from, count) = Range(partial);
        return $"{section}<{from}> {ImapReply.Literal(Slice(text, from, count))}";
    }

    private static string? Section(ScriptedMessage message, string section) => section.ToUpperInvariant() switch
    {
        "" => message.Source,
        "HEADER" => message.Headers,
        "TEXT" or "1" => message.Body,
        "1.MIME" => "Content-Type: text/plain; charset=utf-8\r\n\r\n",
        var fields when fields.StartsWith("HEADER.FIELDS (", StringComparison.Ordinal) => HeaderFields(message, fields["HEADER.FIELDS (".Length..^1].Split(' ')),
        _ => null,
    };

    private static string HeaderFields(ScriptedMessage message, string[] names) =>
        string.Concat(message.Headers.Split("\r\n").Where(line => names.Contains(line.Split(':')[0].ToUpperInvariant())).Select(line => line + "\r\n")) + "\r\n";

    private static (int From, int Count) Range(string partial)
    {
        var ends = partial.Trim('<', '>').Split('.');
        return (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[1], CultureInfo.InvariantCulture));
    }

    private static string Slice(string text, int from, int count)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        from = Math.Min(from, bytes.Length);
        return Encoding.UTF8.GetString(bytes, from, Math.Min(count, bytes.Length - from));
    }
}
