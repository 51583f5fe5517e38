using System.Text.RegularExpressions;

namespace ImapApi.Infrastructure.Mime.Bounces;

/// <summary>Pieces of what mail systems write.</summary>
internal static partial class BounceText
{
    private const int MaxLength = 500;

    /// <summary>On one line; null for what is empty.</summary>
    public static string? Short(string? text)
    {
        if (text is null)
            return null;
        var line = Blanks().Replace(text, " ").Trim();
        return line.Length == 0 ? null : line.Length <= MaxLength ? line : line[..(char.IsHighSurrogate(line[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }

    /// <summary>The first enhanced status code (RFC 3463) of failure, delay or success.</summary>
    public static string? Status(string? text) => text is not null && Code().Match(text) is { Success: true } found ? found.Groups["code"].Value : null;

    /// <summary>The text before a line for which this holds, and what follows it.</summary>
    public static (string Before, string? After) Split(string text, Func<string, bool> isMark)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var found and >= 0 ? found : text.Length;
            if (isMark(text[start..end].Trim()))
                return (text[..start], text[Math.Min(end + 1, text.Length)..]);
            start = end + 1;
        }

        return (text, null);
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(^|[^0-9.])(?<code>[245]\.[0-9]{1,3}\.[0-9]{1,3})($|[^0-9.])", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
