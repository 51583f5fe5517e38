using System.Globalization;
using System.Text;

namespace ImapApi.TestKit.Imap;

/// <summary>Takes the arguments of a command apart (RFC 3501 §9), as far as clients need it.</summary>
internal static class ImapTokens
{
    public static IReadOnlyList<string> Split(string arguments)
    {
        var tokens = new List<string>();
        var at = 0;
        while (at < arguments.Length)
        {
            if (arguments[at] == ' ')
                at++;
            else
                tokens.Add(Next(arguments, ref at));
        }

        return tokens;
    }

    private static string Next(string text, ref int at) => text[at] switch
    {
        '"' => Utf8(Quoted(text, ref at)),
        '{' when LiteralLength(text, at) is { } length => Utf8(Literal(text, ref at, length)),
        _ => Utf8(AtomOrList(text, ref at)),
    };

    private static string Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            value.Append(text[at]);
        }

        at++;
        return value.ToString();
    }

    private static string Literal(string text, ref int at, int length)
    {
        var start = text.IndexOf('\n', at) + 1;
        at = start + length;
        return text.Substring(start, length);
    }

    /// <summary>An atom ends at a space outside brackets, so that <c>BODY[HEADER.FIELDS (TO)]&lt;0.9&gt;</c> and <c>(\Seen \Draft)</c> stay whole.</summary>
    private static string AtomOrList(string text, ref int at)
    {
        var start = at;
        var depth = 0;
        for (; at < text.Length && (depth > 0 || text[at] != ' '); at++)
        {
            if (text[at] is '(' or '[')
                depth++;
            else if (text[at] is ')' or ']')
                depth--;
        }

        return text[start..at];
    }

    private static int? LiteralLength(string text, int at)
    {
        var close = text.IndexOf('}', at);
        return close > at && int.TryParse(text.AsSpan(at + 1, close - at - 1).TrimEnd('+'), NumberStyles.None, null, out var length) ? length : null;
    }

    private static string Utf8(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));
}
