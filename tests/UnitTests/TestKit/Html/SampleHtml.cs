using System.Globalization;
using System.Text;

namespace ImapApi.TestKit.Html;

/// <summary>HTML of any length: as mails have it, and as nobody should.</summary>
public static class SampleHtml
{
    /// <summary>A newsletter: tables, styles, links and remote pictures.</summary>
    public static string Newsletter(int length) => Repeat(
        length,
        row => $"""
            <table width="100%" style="border-collapse:collapse;margin:0 auto;padding:8px"><tr><td style="font-family:Arial,sans-serif;font-size:14px;color:#333333;line-height:1.5" align="center">
            <a href="https://example.com/p/{row}?x=1&amp;y=2" style="color:#0a0;text-decoration:none"><img src="https://img.example.com/{row}.png" width="10" alt="x">Some words of a newsletter, number {row}</a></td></tr></table>
            """);

    /// <summary>Paragraphs of text.</summary>
    public static string Prose(int length) => Repeat(length, row => $"<p>Paragraph {row} with <b>bold</b> words, a <a href=\"https://example.com\">link</a> and more text that goes on until it ends somewhere.</p>\n");

    public static string Repeat(string text, int length) => Repeat(length, _ => text);

    /// <param name="row">What stands at each number.</param>
    public static string Repeat(int length, Func<int, string> row)
    {
        var html = new StringBuilder(length + 1000);
        for (var i = 0; html.Length < length; i++)
            html.Append(CultureInfo.InvariantCulture, $"{row(i)}");
        return html.ToString();
    }
}
