using System.Text.RegularExpressions;
using ImapApi.Domain.Bounces;

namespace ImapApi.Infrastructure.Mime.Bounces;

/// <summary>The format that qmail calls QSBMF, which Yahoo had too: each recipient is a paragraph that begins with the address and a colon.</summary>
internal static partial class QmailBounce
{
    private const string OpeningOfYahoo = "Sorry, we were unable to deliver your message to the following address";

    public static Bounce? Read(string text)
    {
        var opening = text.TrimStart();
        if (!Program().IsMatch(opening) && !opening.StartsWith(OpeningOfYahoo, StringComparison.Ordinal))
            return null;
        var (report, copy) = BounceText.Split(text, IsCopyMark);
        var recipients = report.Split("\n\n").Select(paragraph => Paragraph().Match(paragraph.Trim('\n'))).Where(match => match.Success).Take(Bounce.MaxRecipients).Select(Recipient).ToArray();
        return recipients.Length == 0 ? null : new Bounce(recipients, Reporter(opening), copy is null ? new BouncedMessage(InternetMessageId: null) : ReturnedMessage.Read(copy));
    }

    private static BouncedRecipient Recipient(Match paragraph)
    {
        var reason = BounceText.Short(paragraph.Groups["reason"].Value);
        return new BouncedRecipient(BounceText.Short(paragraph.Groups["address"].Value)!, DeliveryAction.Failed, BounceText.Status(reason), reason);
    }

    private static bool IsCopyMark(string line) =>
        line.StartsWith("--- ", StringComparison.Ordinal)
        && (line.Contains("is a copy of the message", StringComparison.Ordinal) || line.Contains("Original message", StringComparison.OrdinalIgnoreCase));

    /// <summary><c>Hi. This is the qmail-send program at mx.example.com.</c></summary>
    private static string? Reporter(string opening) => Program().Match(opening) is { Success: true } found ? found.Groups["host"].Value.TrimEnd('.') : null;

    [GeneratedRegex(@"\A<(?<address>[^<>\s]{1,300})>:[ \t]*\n(?<reason>(.|\n)*)\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Paragraph();

    [GeneratedRegex(@"\AHi\. This is the \S{1,40} program at (?<host>[A-Za-z0-9.-]{1,253})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Program();
}
