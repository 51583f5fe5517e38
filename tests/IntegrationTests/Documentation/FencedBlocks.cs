using System.Text.RegularExpressions;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Documentation;

/// <summary>What stands between fences in a page.</summary>
internal static partial class FencedBlocks
{
    /// <summary>The page's blocks in this language, in their order.</summary>
    /// <param name="page">From the top of the repository.</param>
    public static IReadOnlyList<string> In(string page, string language = "") =>
        [.. Fence().Matches(RepositoryFiles.Read(page)).Where(found => found.Groups["language"].Value == language).Select(found => found.Groups["text"].Value)];

    /// <summary>The page's commands: what follows a prompt, up to the next one or the end of its block.</summary>
    public static IReadOnlyList<string> CommandsIn(string page) =>
        [.. In(page).SelectMany(block => Prompt().Split(block)).Select(command => command.Trim()).Where(command => command.Length > 0)];

    [GeneratedRegex("^```(?<language>[a-z]*)\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\$ ", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Prompt();
}
