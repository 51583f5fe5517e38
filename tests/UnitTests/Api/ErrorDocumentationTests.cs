using System.Text.RegularExpressions;
using ImapApi.TestKit;

namespace ImapApi.UnitTests.Api;

/// <summary><c>docs/errors.md</c> has a line for each code that the program can answer, and for no other.</summary>
public sealed partial class ErrorDocumentationTests
{
    [Fact]
    public void Every_code_has_its_line_and_every_line_its_code()
    {
        var documented = DocumentedCodes().ToList();
        documented.Count.ShouldBeGreaterThan(40);

        documented.Distinct().Order(StringComparer.Ordinal).ShouldBe(CodesInSource().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_has_one_line_for_each_of_its_statuses() =>
        Line().Matches(ReadPage()).Select(line => (line.Groups["status"].Value, line.Groups["code"].Value)).ShouldBeUnique();

    private static IEnumerable<string> DocumentedCodes() => Line().Matches(ReadPage()).Select(line => line.Groups["code"].Value);

    private static string ReadPage() => File.ReadAllText(Path.Combine(Checkout.Root, "docs", "errors.md"));

    /// <summary>A code is written where an error is made: as the first text of an exception or a problem, or in the tables that translate what others throw.</summary>
    private static IEnumerable<string> CodesInSource()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            foreach (Match made in Made().Matches(text))
                yield return made.Groups["code"].Value;
            if (!Tables().IsMatch(Path.GetFileName(file)))
                continue;
            foreach (Match word in Word().Matches(text))
                yield return word.Groups["code"].Value;
        }
    }

    [GeneratedRegex(@"^\| (?:(?<status>\d+) \| )?`(?<code>\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Line();

    [GeneratedRegex("(?:new ApiError\\([^,\"]+, |new MailServerRejectedException\\(.*, |new (?:MailServerUnavailable|SubmissionFailed)Exception\\(|\\bcode: |ErrorCode = )\"(?<code>[A-Z][A-Za-z]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Made();

    [GeneratedRegex(@"^(\w+Exception|MailServerErrors|SmtpErrors|ImapErrors|ErrorStatus)\.cs$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tables();

    // A whole text of one word; a sentence has blanks, a server's word brackets, a header's name dashes.
    [GeneratedRegex("(?<![$=])\"(?<code>[A-Z][a-zA-Z]{3,})\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();
}
