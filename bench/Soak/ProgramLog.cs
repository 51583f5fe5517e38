using System.Text.RegularExpressions;

namespace ImapApi.Bench.Soak;

/// <summary>What the program wrote of the levels warning, error and fatal.</summary>
internal static partial class ProgramLog
{
    /// <returns>Each with what belongs to it, such as a stack.</returns>
    public static IReadOnlyList<string> Complaints(IReadOnlyList<string> lines)
    {
        var found = new List<string>();
        var isComplaint = false;
        foreach (var line in lines)
        {
            if (Beginning().Match(line) is { Success: true } beginning)
            {
                isComplaint = beginning.Groups["level"].Value is not ("info" or "debug");
                if (isComplaint)
                    found.Add(line);
            }
            else if (isComplaint)
            {
                found[^1] += $"\n{line}";
            }
        }

        return found;
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{12} [^ ]+ (?<level>[a-z]+) ", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();
}
