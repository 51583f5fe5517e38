using System.Text.RegularExpressions;
using ImapApi.Application.Submissions;

namespace ImapApi.Infrastructure.Smtp;

internal static partial class SmtpReplies
{
    /// <param name="text">What follows the code, lines joined by a line feed; each may begin with the enhanced code (RFC 2034).</param>
    public static SmtpReply Create(int code, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        string? enhanced = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Enhanced().Match(lines[i]) is not { Success: true } match)
                continue;
            enhanced ??= match.Groups["code"].Value;
            if (match.Groups["code"].Value == enhanced)
                lines[i] = lines[i][match.Length..];
        }

        return new SmtpReply(code, enhanced, string.Join('\n', lines).Trim());
    }

    /// <summary>552 means a full mailbox as well as a large message (RFC 5321 §4.2.2); the enhanced code tells (RFC 3463 §3.4).</summary>
    public static bool IsTooLarge(SmtpReply reply) => reply.EnhancedCode is { Length: > 0 } code ? code is "5.3.4" or "5.2.3" : reply.Code == 552;

    [GeneratedRegex(@"^(?<code>[245]\.[0-9]{1,3}\.[0-9]{1,3})(?:\s|\z)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Enhanced();
}
