using System.Collections.Frozen;

namespace ImapApi.Infrastructure.Html;

/// <summary>Elements that end where the next of their kind begins (HTML §13.1.2.4, optional tags), so that what is left open does not nest.</summary>
internal static class ImpliedEnds
{
    private static readonly string[] Cells = ["td", "th"];
    private static readonly string[] Groups = ["tbody", "thead", "tfoot", "caption", "colgroup"];
    private static readonly string[] Terms = ["dt", "dd"];

    private static readonly FrozenDictionary<string, (string[] Ended, string[] Within)> Rules = Rule(["li"], ["li"], ["ul", "ol", "dir", .. Cells])
        .Concat(Rule(Terms, Terms, ["dl", .. Cells]))
        .Concat(Rule(Cells, Cells, ["table"]))
        .Concat(Rule(["tr"], ["tr"], ["table"]))
        .Concat(Rule(Groups, Groups, ["table"]))
        .Concat(Rule(["a"], ["a"], Cells))
        .Concat(Rule(
            ["p", "address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "pre", "section", "ul"],
            ["p"],
            ["table", .. Cells]))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the end tags of others do not reach.</summary>
    private static readonly FrozenSet<string> Walls = new[] { "table", "td", "th", "caption" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Structure = new[] { "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many of the innermost elements end because <paramref name="next"/> begins.</summary>
    public static int Before(string next, OpenElements open)
    {
        if (!Rules.TryGetValue(next, out var rule) || !Array.Exists(rule.Ended, open.Contains))
            return 0;
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (Array.IndexOf(rule.Ended, open[i]) >= 0)
                return open.Count - i;
            if (Array.IndexOf(rule.Within, open[i]) >= 0)
                return 0;
        }

        return 0;
    }

    /// <summary>How many of the innermost elements the end tag of <paramref name="name"/> ends; none when it ends nothing that is open here.</summary>
    public static int By(string name, OpenElements open)
    {
        for (var i = open.Contains(name) ? open.Count - 1 : -1; i >= 0; i--)
        {
            if (open[i] == name)
                return open.Count - i;
            if (name != "table" && (Structure.Contains(name) ? open[i] == "table" : Walls.Contains(open[i])))
                return 0;
        }

        return 0;
    }

    private static IEnumerable<KeyValuePair<string, (string[], string[])>> Rule(string[] beginning, string[] ended, string[] within) =>
        beginning.Select(name => KeyValuePair.Create(name, (ended, within)));
}
