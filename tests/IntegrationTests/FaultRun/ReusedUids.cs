using System.Globalization;
using System.Text.RegularExpressions;

namespace ImapApi.IntegrationTests.FaultRun;

/// <summary>
/// Finds in a protocol log the mailboxes whose UIDNEXT went down under one UIDVALIDITY, which must never be (RFC 9051 §2.3.1.1): Dovecot does so now and then when a mailbox is deleted and made anew while
/// another session opens it. Its UIDs then name other messages than before, and nobody can tell.
/// </summary>
internal static partial class ReusedUids
{
    /// <summary>Of an expression, in milliseconds.</summary>
    private const int Quickly = 60_000;

    public static IReadOnlySet<string> PathsIn(string log)
    {
        var highest = new Dictionary<(string Path, string UidValidity), uint>();
        var paths = new HashSet<string>();
        foreach (Match match in Status().Matches(log))
        {
            var epoch = (match.Groups["path"].Value, match.Groups["validity"].Value);
            var next = uint.Parse(match.Groups["next"].Value, CultureInfo.InvariantCulture);
            if (next < highest.GetValueOrDefault(epoch))
                paths.Add(epoch.Item1);
            highest[epoch] = Math.Max(next, highest.GetValueOrDefault(epoch));
        }

        return paths;
    }

    [GeneratedRegex("""\* STATUS (\\")?(?<path>[^"(]+?)(\\")? \(MESSAGES [0-9]+ UIDNEXT (?<next>[0-9]+) UIDVALIDITY (?<validity>[0-9]+)""", RegexOptions.ExplicitCapture, Quickly)]
    private static partial Regex Status();
}
