using System.Globalization;
using System.Text;

namespace ImapApi.IntegrationTests.Comparison;

/// <summary>What a bare client makes of the answer to LIST: the names in modified UTF-7 (RFC 3501 §5.1.3), and as they are written on the wire.</summary>
internal static class ListedNames
{
    /// <summary>The decoded names, and each as a command may name it.</summary>
    /// <param name="answer">In Latin-1.</param>
    public static Dictionary<string, string> Of(string answer)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = answer.IndexOf("* LIST ", StringComparison.Ordinal); at >= 0; at = answer.IndexOf("\r\n* LIST ", at, StringComparison.Ordinal))
        {
            // The attributes, the delimiter in quotes or NIL, the name.
            at = answer.IndexOf(") ", at, StringComparison.Ordinal) + 2;
            at = answer[at] == '"' ? answer.IndexOf("\" ", at + 1, StringComparison.Ordinal) + 2 : answer.IndexOf(' ', at) + 1;
            var raw = Read(answer, at);
            names[Decode(raw)] = $"\"{raw.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        }

        return names;
    }

    /// <summary>A quoted string, a literal or a word.</summary>
    private static string Read(string answer, int at)
    {
        if (answer[at] == '{')
        {
            var end = answer.IndexOf('}', at);
            return answer.Substring(end + 3, int.Parse(answer.AsSpan(at + 1, end - at - 1).TrimEnd('+'), CultureInfo.InvariantCulture));
        }

        if (answer[at] != '"')
            return answer[at..answer.IndexOf('\r', at)];
        var name = new StringBuilder();
        for (at++; answer[at] != '"'; at++)
            name.Append(answer[at] == '\\' ? answer[++at] : answer[at]);
        return name.ToString();
    }

    private static string Decode(string raw)
    {
        var name = new StringBuilder();
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '&')
            {
                name.Append(raw[at]);
                continue;
            }

            var end = raw.IndexOf('-', at);
            var coded = raw[(at + 1)..end].Replace(',', '/');
            name.Append(coded.Length == 0 ? "&" : Encoding.BigEndianUnicode.GetString(Convert.FromBase64String(coded.PadRight((coded.Length + 3) / 4 * 4, '='))));
            at = end;
        }

        return name.ToString();
    }
}
