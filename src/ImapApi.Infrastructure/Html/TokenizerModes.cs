using AngleSharp.Html.Parser;

namespace ImapApi.Infrastructure.Html;

/// <summary>What a tree builder would tell the tokenizer.</summary>
internal static class TokenizerModes
{
    /// <summary>How the tokenizer goes on (HTML §13.2.6.4), and whether nobody reads what follows.</summary>
    public static (HtmlParseMode Mode, bool IsHidden) After(string element) => element switch
    {
        "script" => (HtmlParseMode.Script, true),
        "style" or "iframe" or "noembed" or "noframes" => (HtmlParseMode.Rawtext, true),
        "title" => (HtmlParseMode.RCData, true),
        "textarea" => (HtmlParseMode.RCData, false),
        "xmp" => (HtmlParseMode.Rawtext, false),
        "plaintext" => (HtmlParseMode.Plaintext, false),
        _ => (HtmlParseMode.PCData, false),
    };
}
