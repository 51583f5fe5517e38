using System.Collections.Frozen;
using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace ImapApi.Infrastructure.Html;

/// <summary>What a reader of HTML reads first, without its form.</summary>
internal static class HtmlWords
{
    /// <summary>More than any preview shows, also when much of it is not seen.</summary>
    private const int Enough = 2000;

    /// <summary>They do not part words.</summary>
    private static readonly FrozenSet<string> Inline = new[]
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "tt", "u", "var", "wbr",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static string Read(string html)
    {
        var words = new StringBuilder();
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { DisableElementPositionTracking = true, SkipComments = true };
        var isHidden = false;
        while (words.Length < Enough && tokenizer.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            switch (token.Type)
            {
                case HtmlTokenType.Character when !isHidden:
                    words.Append(token.Data);
                    break;
                case HtmlTokenType.StartTag or HtmlTokenType.EndTag:
                    if (!Inline.Contains(token.Name))
                        words.Append(' ');
                    (tokenizer.State, isHidden) = token.Type == HtmlTokenType.StartTag ? TokenizerModes.After(token.Name) : (HtmlParseMode.PCData, false);
                    break;
            }
        }

        return words.ToString();
    }
}
