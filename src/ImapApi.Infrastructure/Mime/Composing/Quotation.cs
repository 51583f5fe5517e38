using System.Globalization;
using System.Net;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>The original's text below the new one, as mail programs write it: an answered one marked line by line, a forwarded one under its header.</summary>
internal static class Quotation
{
    /// <returns>In the forms that the caller gave; where he gave none, in those that the original has.</returns>
    public static (string? Text, string? Html) Append(string? text, string? html, ReferencedMessage original)
    {
        var isForward = original.Reference.Action == ReferenceAction.Forward;
        var (plain, rich) = (original.Text?.Plain, original.Text?.Html);
        var writesText = text is not null || html is null;
        var writesHtml = html is not null || (text is null && rich is not null);
        return (
            writesText ? text + "\n\n" + (isForward ? ForwardedText(original, plain ?? "") : AnsweredText(original, plain ?? "")) : null,
            writesHtml ? html + (isForward ? ForwardedHtml(original, rich ?? Pre(plain)) : AnsweredHtml(original, rich ?? Pre(plain))) : null);
    }

    private static string AnsweredText(ReferencedMessage original, string plain) =>
        Attribution(original) + "\n" + string.Join('\n', plain.TrimEnd().ReplaceLineEndings("\n").Split('\n').Select(line => line.StartsWith('>') ? ">" + line : ("> " + line).TrimEnd()));

    private static string ForwardedText(ReferencedMessage original, string plain) =>
        "---------- Forwarded message ----------\n" + string.Join('\n', Header(original).Select(field => $"{field.Name}: {field.Value}")) + "\n\n" + plain;

    private static string AnsweredHtml(ReferencedMessage original, string rich) =>
        $"<br><div>{WebUtility.HtmlEncode(Attribution(original))}</div><blockquote type=\"cite\" style=\"margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex\">{rich}</blockquote>";

    private static string ForwardedHtml(ReferencedMessage original, string rich) =>
        "<br><div>---------- Forwarded message ----------<br>"
        + string.Join("<br>", Header(original).Select(field => $"<b>{field.Name}:</b> {WebUtility.HtmlEncode(field.Value)}")) + $"</div><br>{rich}";

    private static string Attribution(ReferencedMessage original) => $"On {Date(original)}, {(original.From is { } from ? Show(from) : "somebody")} wrote:";

    private static IEnumerable<(string Name, string Value)> Header(ReferencedMessage original)
    {
        if (original.From is { } from)
            yield return ("From", Show(from));
        yield return ("Date", Date(original));
        yield return ("Subject", original.Subject);
        if (original.To.Count > 0)
            yield return ("To", string.Join(", ", original.To.Select(Show)));
        if (original.Cc.Count > 0)
            yield return ("Cc", string.Join(", ", original.Cc.Select(Show)));
    }

    private static string Date(ReferencedMessage original) => original.Date.ToUniversalTime().ToString("ddd, d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Show(EmailAddress address) => address.Name.Length == 0 ? address.Address : $"{address.Name} <{address.Address}>";

    private static string Pre(string? plain) => $"<pre style=\"white-space:pre-wrap\">{WebUtility.HtmlEncode(plain)}</pre>";
}
