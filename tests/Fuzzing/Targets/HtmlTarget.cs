using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Html;

namespace ImapApi.Fuzzing.Targets;

/// <summary>Whatever HTML goes in, what comes out is harmless in the tree that a browser makes of it, and stays as it is when it is cleaned again.</summary>
internal sealed class HtmlTarget : IFuzzTarget
{
    private static readonly HtmlCleaner Cleaner = new();

    public string Name => "html";

    public int MaxLength => 4096;

    public IReadOnlyList<string> Samples =>
    [
        "<p style=\"color:red;background:url(x)\">Hello <b>you</b><br><img src=cid:a@b alt=x></p>", "<a href=\"javascript:alert(1)\">x</a><a href='https://example.com/?a=1&b=2'>y</a>", "<svg><style><img src=x onerror=alert(1)></style></svg><math><mi><p>z",
        "<table><tr><td>1<td>2<tr><th bgcolor=#fff>3</table><ul><li>a<li>b</ul>", "<body bgcolor=red onload=x><title>t</title><textarea><script>x</script></textarea><plaintext>rest", "<img src=\"data:image/png;base64,iVBORw0KGgo=\"><img src=data:image/svg+xml;base64,AAAA><!-- c --><![CDATA[x]]>",
        "<p>a<p>b<div>c</p></div><select><option>o<xmp><b></xmp><noscript><i>", "<span style='font-family:\"A B\", serif; width:calc(1px + 2%)'>&lt;&#x3C;&nbsp;&NotEqualTilde;</span>",
    ];

    public IReadOnlyList<string> Words =>
    [
        "<", ">", "</", "/>", "<p>", "</p>", "<div ", "<a href=", "<img src=", "<svg>", "</svg>", "<math>", "<style>", "</style>", "<script>", "</script>", "<template>", "<noscript>", "<textarea>", "</textarea>", "<title>", "<xmp>", "<iframe ", "<plaintext>", "<table>", "<td>", "<tr>", "<select>",
        "<option>", "<form>", "<annotation-xml encoding=\"text/html\">", "<mglyph>", "<mtext>", "<desc>", "<foreignObject>", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?x", "javascript:", "java\tscript:", "vbscript:", "data:text/html,", "data:image/png;base64,", "cid:", "https://", "mailto:", "//", " style=\"",
        "url(", "expression(", "\\75rl(", "/*", "*/", "position:fixed", "color:red;", "-moz-binding:", "@import", " onerror=", " onclick=\"", " srcset=", " id=x", " href", "=", "\"", "'", "`", "&lt;", "&#0;", "&#x6A;", "&colon;", "&Tab;", "&", "\0", "\r", "\u00A0", "\u2028", "&nbsp", "<br/>", "<nobr>", "<font color=", "<b>", "</b>",
    ];

    public void Check(byte[] input)
    {
        var html = FuzzText.Of(input);

        var clean = Cleaner.Clean(html);

        Finding.Unless(!clean.IsCut && clean.Html.Length <= 100 + 20 * html.Length, "what comes out is a few times as much at most");
        // To the tokenizer U+FFFF is its own mark of an end, and a CR that was written as an entity becomes a LF when it is read again.
        Finding.UnlessEqual(Cleaner.Clean(clean.Html).Html, clean.Html.Replace('\uFFFF', '\uFFFD').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'), "what is clean stays as it is");
        foreach (var place in clean.Images)
            Finding.Unless(place.Position < clean.Html.Length && clean.Html[place.Position] is '>' or ' ', "an image has its place in its tag");
        Harmless(clean.Html);
        if (clean.Images.Count > 0)
            Harmless(ImageInlining.PutIn(clean, [.. clean.Images.Select(image => (Picture(image.ContentId), new byte[] { 1, 2, 3 }))]).Html);
    }

    private static BodyLeaf Picture(string contentId) =>
        new(PartNumber.One, "image/png", "base64", Charset: null, 3, FileName: null, contentId, IsAttachment: true, Embedded: true, Inline: true, IsFlowed: false, DelSp: false);

    /// <summary>In its tree, and in that of the tree's own text.</summary>
    private static void Harmless(string html)
    {
        var tree = new HtmlParser().ParseDocument(html);
        foreach (var element in tree.Body!.QuerySelectorAll("*").Concat(new HtmlParser().ParseDocument(tree.Body.InnerHtml).Body!.QuerySelectorAll("*")).Concat(tree.Head!.QuerySelectorAll("*")))
        {
            Finding.Unless(AllowedHtml.Elements.Contains(element.LocalName), $"an element is allowed: {element.LocalName} in {html}");
            foreach (var attribute in element.Attributes)
                Finding.Unless(IsHarmless(element, attribute.Name, attribute.Value), $"an attribute is harmless: {attribute.Name}={attribute.Value} in {html}");
        }
    }

    private static bool IsHarmless(IElement element, string name, string value) => name switch
    {
        "src" => element.LocalName == "img" && value.StartsWith("data:image/", StringComparison.Ordinal) && !value.StartsWith("data:image/svg", StringComparison.OrdinalIgnoreCase),
        "href" => element.LocalName == "a" && Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https" or "mailto" or "tel"),
        "style" => !value.Contains("url(", StringComparison.OrdinalIgnoreCase) && !value.Contains('\\') && !value.Contains("position", StringComparison.OrdinalIgnoreCase) && !value.Contains("/*", StringComparison.Ordinal) && !value.Contains('@'),
        "target" or "rel" => element.LocalName == "a",
        _ => AllowedHtml.Attributes.Contains(name),
    };
}
