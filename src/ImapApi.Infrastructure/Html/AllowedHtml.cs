using System.Collections.Frozen;

namespace ImapApi.Infrastructure.Html;

/// <summary>
/// All that a safe text may consist of. Nothing of it runs, loads, submits, or changes how a browser reads what follows: no raw text elements, no foreign
/// content (SVG, MathML), no forms, no names or classes by which it could reach the page around it.
/// </summary>
internal static class AllowedHtml
{
    public static FrozenSet<string> Elements { get; } = Set(
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup",
        "dd", "del", "details", "dfn", "dir", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike",
        "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr");

    /// <summary>Have no content and no end tag.</summary>
    public static FrozenSet<string> Void { get; } = Set("br", "col", "hr", "img", "wbr");

    /// <summary>Left out with all that is in them.</summary>
    public static FrozenSet<string> Foreign { get; } = Set("svg", "math");

    /// <summary>Attributes without a URL, for every element.</summary>
    public static FrozenSet<string> Attributes { get; } = Set(
        "abbr", "align", "alt", "aria-hidden", "aria-label", "bgcolor", "border", "bordercolor", "cellpadding", "cellspacing", "char", "charoff", "clear",
        "color", "cols", "colspan", "compact", "datetime", "dir", "face", "frame", "headers", "height", "hspace", "lang", "noshade", "nowrap", "open", "reversed",
        "role", "rowspan", "rules", "scope", "size", "span", "start", "summary", "title", "type", "valign", "value", "vspace", "width");

    /// <summary>Attributes, of whatever element, that make a browser load what they name.</summary>
    public static FrozenSet<string> Loading { get; } = Set(
        "archive", "background", "classid", "code", "codebase", "data", "dynsrc", "icon", "imagesrcset", "lowsrc", "manifest", "poster", "profile", "src", "srcset", "xlink:href");

    /// <summary>Elements whose href is loaded rather than followed.</summary>
    public static FrozenSet<string> LoadingByHref { get; } = Set("link", "image", "use", "feimage", "script");

    /// <summary>CSS properties that lay out and colour an element where it stands, and load nothing.</summary>
    public static FrozenSet<string> Properties { get; } = Set(
        "background", "background-color", "border", "border-bottom", "border-bottom-color", "border-bottom-left-radius", "border-bottom-right-radius", "border-bottom-style",
        "border-bottom-width", "border-collapse", "border-color", "border-left", "border-left-color", "border-left-style", "border-left-width", "border-radius", "border-right",
        "border-right-color", "border-right-style", "border-right-width", "border-spacing", "border-style", "border-top", "border-top-color", "border-top-left-radius",
        "border-top-right-radius", "border-top-style", "border-top-width", "border-width", "box-sizing", "caption-side", "clear", "color", "direction", "display", "empty-cells",
        "float", "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height", "letter-spacing", "line-height", "list-style-type", "margin",
        "margin-bottom", "margin-left", "margin-right", "margin-top", "max-height", "max-width", "min-height", "min-width", "opacity", "overflow", "overflow-wrap", "padding",
        "padding-bottom", "padding-left", "padding-right", "padding-top", "table-layout", "text-align", "text-decoration", "text-indent", "text-overflow", "text-transform",
        "unicode-bidi", "vertical-align", "visibility", "white-space", "width", "word-break", "word-spacing", "word-wrap");

    /// <summary>CSS functions that compute a colour or a length.</summary>
    public static FrozenSet<string> Functions { get; } = Set("rgb", "rgba", "hsl", "hsla", "calc", "min", "max");

    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PropertiesByText { get; } = Properties.GetAlternateLookup<ReadOnlySpan<char>>();

    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FunctionsByText { get; } = Functions.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Names of HTML and CSS are compared without case.</summary>
    private static FrozenSet<string> Set(params ReadOnlySpan<string> names) => names.ToArray().ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
