using System.Globalization;
using System.Text.RegularExpressions;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>EXAMINE and UID SEARCH of many mailboxes, and the dates of what they found, some dozens of commands in one round trip.</summary>
internal sealed partial class PipelinedSearch(ImapConnection connection, Pipeline pipeline)
{
    /// <summary>Four kilobytes of commands, so that neither side waits for the other to read.</summary>
    private const int AtOnce = 25;

    /// <summary>UIDs in one FETCH: servers limit the length of a line.</summary>
    private const int LongestSet = 1000;

    /// <summary>More than any page is made of: the search is refused then.</summary>
    private const int MostListed = 20_000;

    /// <summary>What an answer to one search may name.</summary>
    private const int MostNamed = 5_000_000;

    /// <returns>For each mailbox that could be opened, what was found in it; those that could not are absent.</returns>
    public async Task<IReadOnlyList<(Mailbox Mailbox, FoundMessages Found)>> SearchAsync(IReadOnlyList<Mailbox> mailboxes, string keys, CancellationToken cancellationToken)
    {
        var result = new List<(Mailbox, FoundMessages)>();
        var search = connection.Client.Capabilities.HasFlag(ImapCapabilities.ESearch) ? $"UID SEARCH RETURN (ALL) {keys}" : $"UID SEARCH {keys}";
        connection.Leave();
        foreach (var chunk in mailboxes.Chunk(AtOnce))
        {
            var answers = await pipeline.RunAsync([.. chunk.SelectMany(mailbox => new[] { Examine(mailbox), search })], MostNamed, cancellationToken);
            for (var i = 0; i < chunk.Length; i++)
            {
                var (examined, found) = (answers[2 * i], answers[2 * i + 1]);
                if (!examined.IsOk)
                    continue;
                if (!found.IsOk)
                    throw new ImapProtocolException($"The server refused a search: {found.Status}");
                var number = await connection.NumberOfAsync(chunk[i].Path, UidValidityOf(examined), cancellationToken);
                result.Add((chunk[i], new FoundMessages(number, [.. found.Lines.SelectMany(UidsIn).Distinct().Order()])));
            }
        }

        return result;
    }

    /// <summary>When they were received: asked only of those that were not listed before. One that is gone is absent.</summary>
    public async Task<IReadOnlyList<MergedPlace>> DatesAsync(IReadOnlyList<(Mailbox Mailbox, FoundMessages Found)> matches, CancellationToken cancellationToken)
    {
        var places = new List<MergedPlace>();
        var questions = new List<(Mailbox Mailbox, MailboxNumber Number, uint[] Uids)>();
        foreach (var (mailbox, found) in matches)
        {
            var unknown = new List<uint>();
            foreach (var uid in found.Uids)
            {
                if (connection.Outlines.TryGet(connection.Account, found.Mailbox, new Uid(uid), out var outline) && outline.InternalDate is { } known)
                    places.Add(new MergedPlace(known.ToUnixTimeSeconds(), found.Mailbox, uid));
                else
                    unknown.Add(uid);
            }

            questions.AddRange(unknown.Chunk(LongestSet).Select(uids => (mailbox, found.Mailbox, uids)));
        }

        foreach (var chunk in Together(questions))
        {
            var commands = chunk.SelectMany(question => new[] { Examine(question.Mailbox), $"UID FETCH {UidSet.From(question.Uids)} (UID INTERNALDATE)" });
            var answers = await pipeline.RunAsync([.. commands], MostNamed, cancellationToken);
            for (var i = 0; i < chunk.Count; i++)
            {
                var asked = chunk[i].Uids.ToHashSet();
                foreach (var (uid, received) in answers[2 * i + 1].Lines.Select(DateIn).OfType<(uint, long)>().Where(row => asked.Remove(row.Item1)))
                    places.Add(new MergedPlace(received, chunk[i].Number, uid));
            }
        }

        return places;
    }

    /// <summary>As many as are asked at once, and no more than the guard hears answered.</summary>
    private static IEnumerable<List<(Mailbox Mailbox, MailboxNumber Number, uint[] Uids)>> Together(IEnumerable<(Mailbox Mailbox, MailboxNumber Number, uint[] Uids)> questions)
    {
        var together = new List<(Mailbox, MailboxNumber, uint[])>();
        var uids = 0;
        foreach (var question in questions)
        {
            if (together.Count == AtOnce || (together.Count > 0 && uids + question.Uids.Length > FetchPieces.Rows))
            {
                yield return together;
                (together, uids) = ([], 0);
            }

            together.Add(question);
            uids += question.Uids.Length;
        }

        if (together.Count > 0)
            yield return together;
    }

    private static string Examine(Mailbox mailbox) => "EXAMINE " + SearchText.QuoteName(mailbox.Path.Value);

    private static uint UidValidityOf(PipelinedAnswer examined)
    {
        var match = examined.Lines.Select(line => UidValidity().Match(line)).FirstOrDefault(match => match.Success);
        return match is not null && uint.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private static IEnumerable<uint> UidsIn(string line)
    {
        var found = Search().Match(line) is { Success: true } plain ? plain : ExtendedSearch().Match(line);
        if (!found.Success)
            return [];
        return UidSet.FromRanges(NumberSet.Parse(found.Groups["set"].Value.Trim().Replace(' ', ','), uint.MaxValue).Select(range => new UidRange(range.First, range.Last)))
            .Enumerate().Take(MostListed);
    }

    private static (uint Uid, long Received)? DateIn(string line) =>
        Fetch().IsMatch(line) && FetchedUid().Match(line) is { Success: true } uid && FetchedDate().Match(line) is { Success: true } date
        && uint.TryParse(uid.Groups["uid"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && DateTimeOffset.TryParseExact(date.Groups["date"].Value.Trim(), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var received)
            ? (number, received.ToUnixTimeSeconds())
            : null;

    [GeneratedRegex(@"\[UIDVALIDITY (?<number>\d{1,10})\]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UidValidity();

    [GeneratedRegex(@"^\* SEARCH(?<set>( \d{1,10})+) *$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Search();

    [GeneratedRegex(@"^\* ESEARCH .*ALL (?<set>[0-9:,]+)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ExtendedSearch();

    [GeneratedRegex(@"^\* \d{1,10} FETCH \(", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Fetch();

    [GeneratedRegex(@"[( ]UID (?<uid>\d{1,10})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FetchedUid();

    [GeneratedRegex(@"INTERNALDATE ""(?<date>[^""]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FetchedDate();
}
