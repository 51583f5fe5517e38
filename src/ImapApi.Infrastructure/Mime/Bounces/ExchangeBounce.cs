using System.Text.RegularExpressions;
using ImapApi.Domain.Bounces;

namespace ImapApi.Infrastructure.Mime.Bounces;

/// <summary>What Exchange 5.5 and its connectors write instead of a report; it names the subject, and not the Message-ID.</summary>
internal static partial class ExchangeBounce
{
    private const string Opening = "did not reach some or all of the intended recipients";

    public static Bounce? Read(string text)
    {
        if (!text.Contains(Opening, StringComparison.Ordinal))
            return null;
        var blocks = Recipient().Matches(text).Take(Bounce.MaxRecipients).ToArray();
        var recipients = new List<BouncedRecipient>();
        for (var i = 0; i < blocks.Length; i++)
        {
            var (begin, end) = (blocks[i].Index + blocks[i].Length, i + 1 < blocks.Length ? blocks[i + 1].Index : text.Length);
            var reason = BounceText.Short(text[begin..end]);
            recipients.Add(new BouncedRecipient(BounceText.Short(blocks[i].Groups["address"].Value)!, DeliveryAction.Failed, BounceText.Status(reason), reason));
        }

        var subject = Subject().Match(text) is { Success: true } found ? BounceText.Short(found.Groups["subject"].Value) : null;
        return recipients.Count == 0 ? null : new Bounce(recipients, ReportingMta: null, new BouncedMessage(InternetMessageId: null, subject));
    }

    /// <summary><c>'bob@example.com' on 1/2/2003 10:00 AM</c></summary>
    [GeneratedRegex(@"^[ \t]+'?(?<address>[^\s'@]{1,200}@[^\s'@]{1,200})'? on .+$", RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Recipient();

    [GeneratedRegex(@"^[ \t]+Subject:[ \t]*(?<subject>.+)$", RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Subject();
}
