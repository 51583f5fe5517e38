using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Text;
using ImapApi.Application.Messages;
using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Html;

/// <summary>
/// Reads the HTML with AngleSharp's tokenizer and writes anew what <see cref="AllowedHtml"/> names: the output never depends on how the input was read, so it
/// is as safe as the list. One pass, no tree: the time is proportional to the length, whatever the nesting (docs/adr/0007).
/// </summary>
internal sealed class HtmlCleaner : IHtmlCleaner
{
    public CleanHtml Clean(string html)
    {
        var output = new CleanHtmlWriter();
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { DisableElementPositionTracking = true, SkipComments = true };
        // What stands in a raw text element: dropped, unless it is text to a reader as well.
        var isHidden = false;
        while (!output.IsFull && tokenizer.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            switch (token.Type)
            {
                case HtmlTokenType.Character when !isHidden:
                    output.Text(token.Data);
                    break;
                case HtmlTokenType.Character:
                    output.CountStyle(token.Data);
                    break;
                case HtmlTokenType.EndTag:
                    isHidden = false;
                    output.EndElement(token.Name);
                    break;
                case HtmlTokenType.StartTag:
                    (tokenizer.State, isHidden) = TokenizerModes.After(token.Name);
                    output.BeginElement(token.AsTag());
                    break;
            }
        }

        return output.Finish();
    }
}
