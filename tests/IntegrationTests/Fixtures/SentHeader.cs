using System.Text;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Reads the headers of a message and of its parts by their lines alone, as a server does that has never heard of MIME's finer points.</summary>
internal static class SentHeader
{
    /// <summary>The names of all header fields, the message's own and its parts', in order; a line that is neither a field nor folded stands for itself.</summary>
    /// <param name="content">The message.</param>
    public static IReadOnlyList<string> Fields(byte[] content)
    {
        var names = new List<string>();
        var inHeader = true;
        foreach (var line in Encoding.Latin1.GetString(content).Split("\r\n"))
        {
            if (line.Length == 0)
                inHeader = false;
            else if (line.StartsWith("--", StringComparison.Ordinal))
                inHeader = !line.EndsWith("--", StringComparison.Ordinal);
            else if (inHeader && line[0] is not (' ' or '\t'))
                names.Add(line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? line[..colon] : line);
        }

        return names;
    }

    /// <summary>The first place where bytes of a wire are no text on lines that end with CRLF; null where there is none.</summary>
    public static string? FindControl(byte[] wire)
    {
        var text = Encoding.UTF8.GetString(wire).Replace("\r\n", "", StringComparison.Ordinal);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\t' && (char.IsControl(text[at]) || text[at] is '\u2028' or '\u2029' or '\ufffd'))
                return $"U+{(int)text[at]:X4} after: {text[Math.Max(0, at - 80)..at]}";
        }

        return null;
    }
}
