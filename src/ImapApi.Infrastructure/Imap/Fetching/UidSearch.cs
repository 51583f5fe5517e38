using System.Buffers;
using System.Globalization;
using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>The UIDs in the selected mailbox that match, in ascending order.</summary>
internal static class UidSearch
{
    /// <summary>A server may claim any number of matches; this many cost 8 MB.</summary>
    private const int MaxMatches = 1_000_000;

    /// <summary>RFC 8474 §7: <c>objectid</c>.</summary>
    private static readonly SearchValues<char> ObjectIdCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly FetchRequest UidOnly = new(MessageSummaryItems.UniqueId);

    /// <returns>Also whether the server could not do it all, and the rest was compared here.</returns>
    public static async Task<(UniqueId[] Uids, bool IsSearchedHere)> RunAsync(ImapConnection connection, MessageSearch search, CancellationToken cancellationToken)
    {
        if (search.IsAscii)
            return (await AskAsync(connection, search, cancellationToken), false);
        if (!connection.IsLimitedToAscii)
        {
            var refusal = connection.Guard.Charset = new CharsetRefusal();
            try
            {
                var matches = await AskAsync(connection, search, cancellationToken);
                if (!refusal.Seen)
                    return (matches, false);
            }
            catch (ImapCommandException)
            {
                // Whatever it does not like about it: we can do it.
            }
            finally
            {
                connection.Guard.Charset = null;
            }

            connection.IsLimitedToAscii = refusal.Seen;
        }

        return (await HeaderSearch.RunAsync(connection, search, AskAsync, cancellationToken), true);
    }

    /// <exception cref="MailServerRejectedException">Unless it is supported.</exception>
    public static void Demand(bool isSupported, string key, string? why = null)
    {
        if (!isSupported)
            throw new MailServerRejectedException($"The mail server cannot search by '{key}'{why}.", serverResponse: null, code: "SearchUnsupported");
    }

    /// <summary>The server can name a page of the matches alone, and count them all (PARTIAL, RFC 9394).</summary>
    public static bool CanPage(ImapConnection connection, MessageSearch search) => search.IsAscii && connection.Client.Capabilities.HasFlag(ImapCapabilities.Partial);

    /// <summary>The UIDs of a page that is given by its number, in ascending order, and how many match in all.</summary>
    public static async Task<(UniqueId[] Uids, int Total)> RunPageAsync(ImapConnection connection, MessageSearch search, PageRequest page, CancellationToken cancellationToken)
    {
        if (await BuildAsync(connection, search, cancellationToken) is not { } query)
            return ([], 0);
        // Counted from the newest.
        var newer = (long)page.Page * page.PageSize;
        var range = new PartialRange(-newer - 1, -newer - page.PageSize);
        var results = await connection.Selected!.Folder.SearchAsync(SearchOptions.Count, query, range, cancellationToken);
        return (Ascending(results.UniqueIds ?? []), Math.Max(0, results.Count));
    }

    private static async Task<UniqueId[]> AskAsync(ImapConnection connection, MessageSearch search, CancellationToken cancellationToken) =>
        await BuildAsync(connection, search, cancellationToken) is { } query ? Ascending(await connection.Selected!.Folder.SearchAsync(query, cancellationToken)) : [];

    /// <summary>Null: nothing can match.</summary>
    private static async Task<SearchQuery?> BuildAsync(ImapConnection connection, MessageSearch search, CancellationToken cancellationToken)
    {
        var folder = connection.Selected!.Folder;
        var query = SearchQueryMapper.Map(search);
        if (search.ModSeq is { } modSeq)
        {
            Demand(folder.Supports(FolderFeature.ModSequences), "modseq");
            query = query.And(SearchQuery.ChangedSince(modSeq));
        }

        if (search.GmailRaw is { } raw)
        {
            Demand(connection.IsGmail, "gmailRaw");
            query = query.And(SearchQuery.GMailRawSearch(raw));
        }

        SearchQuery?[] narrower =
        [
            search.Uids is null ? SearchQuery.All : await UidsAsync(folder, search.Uids, cancellationToken),
            search.Sequence is null ? SearchQuery.All : await SequenceAsync(folder, search.Sequence, cancellationToken),
            search.EmailId is null ? SearchQuery.All : await ObjectIdAsync(connection, "emailId", "EMAILID", search.EmailId, SearchQuery.GMailMessageId, cancellationToken),
            search.ThreadId is null ? SearchQuery.All : await ObjectIdAsync(connection, "threadId", "THREADID", search.ThreadId, SearchQuery.GMailThreadId, cancellationToken),
        ];
        return narrower.Contains(null) ? null : narrower.Aggregate(query, (all, key) => all.And(key!));
    }

    /// <summary>Null: nothing can match.</summary>
    private static async Task<SearchQuery?> UidsAsync(IMailFolder folder, string set, CancellationToken cancellationToken)
    {
        var largest = uint.MaxValue;
        if (set.Contains('*', StringComparison.Ordinal))
            largest = await UidsOfAsync(folder, [folder.Count], cancellationToken) is { Count: 1 } last ? last.Values.First() : 0;
        return SearchQueryMapper.Uids(NumberSet.Parse(set, largest));
    }

    /// <summary>
    /// UIDs ascend with sequence numbers, so a range of these is a range of those: its two ends are looked up. (MailKit's queries know no sequence numbers,
    /// and by the time a SEARCH runs they might mean other messages.)
    /// </summary>
    private static async Task<SearchQuery?> SequenceAsync(IMailFolder folder, string set, CancellationToken cancellationToken)
    {
        var ranges = NumberSet.Parse(set, (uint)folder.Count);
        var uids = await UidsOfAsync(folder, ranges.SelectMany(range => new[] { (int)range.First, (int)range.Last }), cancellationToken);
        return SearchQueryMapper.Uids([.. ranges
            .Where(range => uids.ContainsKey((int)range.First) && uids.ContainsKey((int)range.Last))
            .Select(range => (uids[(int)range.First], uids[(int)range.Last]))]);
    }

    private static async Task<Dictionary<int, uint>> UidsOfAsync(IMailFolder folder, IEnumerable<int> sequenceNumbers, CancellationToken cancellationToken)
    {
        int[] indexes = [.. sequenceNumbers.Where(number => number > 0).Select(number => number - 1).Distinct().Order()];
        if (indexes.Length == 0)
            return [];
        var rows = await folder.FetchAsync(indexes, UidOnly, cancellationToken);
        return rows.Where(row => row.Fields.HasFlag(MessageSummaryItems.UniqueId)).ToDictionary(row => row.Index + 1, row => row.UniqueId.Id);
    }

    private static async Task<SearchQuery?> ObjectIdAsync(ImapConnection connection, string key, string term, string id, Func<ulong, SearchQuery> gmail, CancellationToken cancellationToken)
    {
        if (connection.IsGmail)
            return ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? gmail(number) : null;
        Demand(connection.Client.Capabilities.HasFlag(ImapCapabilities.ObjectID), key);
        if (id.Length > 255 || id.AsSpan().ContainsAnyExcept(ObjectIdCharacters))
            return null;
        // MailKit's queries do not know these keys: the one place where a search is written as text, of nothing but letters, digits, "_" and "-".
        var matches = Ascending((await ((ImapFolder)connection.Selected!.Folder).SearchAsync($"{term} {id}", cancellationToken)).UniqueIds);
        return matches.Length == 0 ? null : SearchQuery.Uids(matches);
    }

    private static UniqueId[] Ascending(IList<UniqueId> uids)
    {
        // MailKit counts more than int.MaxValue below zero.
        if (uids.Count is < 0 or > MaxMatches)
            throw new MailServerRejectedException($"The mail server answered with more than {MaxMatches} matches, which is more than can be listed.", serverResponse: null);
        UniqueId[] ascending = [.. uids];
        for (var i = 1; i < ascending.Length; i++)
        {
            if (ascending[i].Id < ascending[i - 1].Id)
            {
                Array.Sort(ascending, (a, b) => a.Id.CompareTo(b.Id));
                break;
            }
        }

        return ascending;
    }
}
