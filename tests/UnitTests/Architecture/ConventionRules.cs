using System.Text.RegularExpressions;

namespace ImapApi.UnitTests.Architecture;

internal static partial class ConventionRules
{
    private const int MaxLines = 300;

    public static bool IsTooLong(int lines) => lines > MaxLines;

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|NotImplementedException|Thread\.Sleep|SecureSocketOptions\.Auto|StartTlsWhenAvailable)\b", RegexOptions.NonBacktracking)]
    public static partial Regex ForbiddenWords();

    /// <param name="path">From the top of the repository, with <c>/</c>.</param>
    public static bool NamespaceIsFolder(string path, string text)
    {
        var declared = Namespace().Match(text);
        var folder = path.Split('/')[1..^1];
        return !declared.Success || declared.Groups["name"].Value == string.Join('.', folder);
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();
}
