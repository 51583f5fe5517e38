using System.Text;

namespace ImapApi.Infrastructure.Mime;

/// <summary>format=flowed (RFC 3676) undone: lines that end in a space are joined with the next one of the same quote depth.</summary>
internal static class FlowedText
{
    /// <param name="text">With LF line ends.</param>
    /// <param name="delSp">The space that marks a flowed line is not part of the text (§4.1).</param>
    public static string Unwrap(string text, bool delSp)
    {
        var unwrapped = new StringBuilder(text.Length);
        var open = -1;
        var first = true;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var depth = line.Length - line.TrimStart('>').Length;
            line = line[depth..];
            // §4.4: a sender puts a space before a line that begins with one, with ">" or with "From ".
            if (line.StartsWith(' '))
                line = line[1..];

            var isSignature = line is "-- ";
            if (open != depth || isSignature)
            {
                if (!first)
                    unwrapped.Append('\n');
                unwrapped.Append('>', depth);
                if (depth > 0 && line.Length > 0)
                    unwrapped.Append(' ');
            }

            var isFlowed = line.EndsWith(' ') && !isSignature;
            unwrapped.Append(isFlowed && delSp ? line[..^1] : line);
            open = isFlowed ? depth : -1;
            first = false;
        }

        return unwrapped.ToString();
    }
}
