using System.Text.RegularExpressions;

namespace ImapApi.IntegrationTests.Deployment;

internal sealed record LabelMatcher(string Label, string Value, bool IsPattern)
{
    /// <summary>The values that are meant, where they are written out.</summary>
    public IEnumerable<string> Values => IsPattern ? Value.Split('|') : [Value];

    public static LabelMatcher Of(Match found) => new(found.Groups["label"].Value, found.Groups["value"].Value, found.Groups["operator"].Value.EndsWith('~'));
}
