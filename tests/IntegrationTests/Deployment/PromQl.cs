using System.Text.RegularExpressions;

namespace ImapApi.IntegrationTests.Deployment;

/// <summary>What an expression of Prometheus' query language asks for; as much of the language as the files in <c>deploy/</c> use.</summary>
internal static partial class PromQl
{
    private static readonly string[] Operators = ["and", "or", "unless", "bool", "offset"];

    /// <summary>Each series selector: the metric's name, and what must hold of its labels.</summary>
    public static IEnumerable<(string Metric, IReadOnlyList<LabelMatcher> Matchers)> Selectors(string expression)
    {
        var plain = Grouping().Replace(Range().Replace(expression, ""), " ");
        foreach (Match found in Selector().Matches(plain))
        {
            if (!Operators.Contains(found.Groups["name"].Value))
                yield return (found.Groups["name"].Value, [.. Matcher().Matches(found.Groups["labels"].Value).Select(LabelMatcher.Of)]);
        }
    }

    /// <summary>The labels that results are grouped by.</summary>
    public static IEnumerable<string> GroupedBy(string expression) =>
        Grouping().Matches(expression).SelectMany(found => found.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries));

    [GeneratedRegex(@"\b(?:by|without|on|ignoring)\s*\((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.NonBacktracking)]
    private static partial Regex Range();

    // A name that a parenthesis follows is a function.
    [GeneratedRegex(@"\b(?<name>[a-zA-Z_][a-zA-Z0-9_]*)\b(?!\s*\()(?<labels>\{[^}]*\})?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Selector();

    [GeneratedRegex("""(?<label>\w+)\s*(?<operator>=~|!~|!=|=)\s*"(?<value>[^"]*)" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Matcher();
}
