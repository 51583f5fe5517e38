using ImapApi.Domain.Bounces;
using ImapApi.Infrastructure.Imap.Mapping;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Bounces;

/// <summary>What Exim wrote before it wrote reports, and Gmail until 2017: the header X-Failed-Recipients names them, the text says why.</summary>
internal static class EximBounce
{
    private const string FailedRecipients = "X-Failed-Recipients";

    public static Bounce? Read(HeaderList headers, string text)
    {
        string[] failed = [.. headers.Where(header => header.Field.Equals(FailedRecipients, StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => HeaderText.Decode(header).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(BounceText.Short).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(Bounce.MaxRecipients)];
        if (failed.Length == 0)
            return null;
        var (report, copy) = BounceText.Split(text, IsCopyMark);
        return new Bounce(
            [.. failed.Select(address => Recipient(address, report, failed))], ReportingMta: null, copy is null ? new BouncedMessage(InternetMessageId: null) : ReturnedMessage.Read(copy));
    }

    /// <summary><c>------ This is a copy of your message, including all the headers. ------</c></summary>
    private static bool IsCopyMark(string line) =>
        line.StartsWith("-----", StringComparison.Ordinal) && line.EndsWith("-----", StringComparison.Ordinal)
        && (line.Contains("This is a copy of", StringComparison.OrdinalIgnoreCase) || line.Contains("Original message", StringComparison.OrdinalIgnoreCase));

    /// <summary>The lines below the recipient's, up to the next empty one or the next recipient's, are the reason; Gmail gives it in a paragraph of its own for all.</summary>
    private static BouncedRecipient Recipient(string address, string report, string[] failed)
    {
        string[] lines = [.. report.Split('\n').Select(line => line.Trim())];
        var at = Array.FindIndex(lines, line => line.StartsWith(address, StringComparison.OrdinalIgnoreCase));
        var below = at < 0 ? [] : lines.Skip(at + 1);
        var reason = Paragraph(below) ?? Paragraph(below.SkipWhile(line => line.Length == 0));
        return new BouncedRecipient(address, DeliveryAction.Failed, BounceText.Status(reason), reason);

        string? Paragraph(IEnumerable<string> from) =>
            BounceText.Short(string.Join(' ', from.TakeWhile(line => line.Length > 0 && !failed.Any(other => line.StartsWith(other, StringComparison.OrdinalIgnoreCase)))));
    }
}
