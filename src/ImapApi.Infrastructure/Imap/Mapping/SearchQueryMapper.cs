using ImapApi.Domain.Messages;
using MailKit;
using MailKit.Search;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>
/// The search keys that every server knows, as a tree: MailKit then quotes and encodes every string. Keys that depend on the mailbox or on an extension
/// are the operation's.
/// </summary>
internal static class SearchQueryMapper
{
    public static SearchQuery Map(MessageSearch search)
    {
        var query = SearchQuery.All;
        And(search.Answered, SearchQuery.Answered, SearchQuery.NotAnswered);
        And(search.Deleted, SearchQuery.Deleted, SearchQuery.NotDeleted);
        And(search.Draft, SearchQuery.Draft, SearchQuery.NotDraft);
        And(search.Seen, SearchQuery.Seen, SearchQuery.NotSeen);
        And(search.Flagged, SearchQuery.Flagged, SearchQuery.NotFlagged);
        AndText(search.From, SearchQuery.FromContains);
        AndText(search.To, SearchQuery.ToContains);
        AndText(search.Cc, SearchQuery.CcContains);
        AndText(search.Bcc, SearchQuery.BccContains);
        AndText(search.Subject, SearchQuery.SubjectContains);
        AndText(search.Body, SearchQuery.BodyContains);
        AndSize(search.Larger, SearchQuery.LargerThan);
        AndSize(search.Smaller, SearchQuery.SmallerThan);
        AndDate(search.Since, SearchQuery.DeliveredAfter);
        AndDate(search.Before, SearchQuery.DeliveredBefore);
        AndDate(search.SentSince, SearchQuery.SentSince);
        AndDate(search.SentBefore, SearchQuery.SentBefore);
        foreach (var (name, value) in search.Headers ?? new Dictionary<string, string>())
            query = query.And(SearchQuery.HeaderContains(name, value));
        return query;

        void And(bool? key, SearchQuery yes, SearchQuery no) => query = key is { } wanted ? query.And(wanted ? yes : no) : query;

        void AndText(string? key, Func<string, SearchQuery> contains) => query = key is null ? query : query.And(contains(key));

        void AndSize(uint? key, Func<int, SearchQuery> compare) => query = key is { } size ? query.And(compare((int)Math.Min(size, int.MaxValue))) : query;

        void AndDate(DateOnly? key, Func<DateTime, SearchQuery> compare) => query = key is { } day ? query.And(compare(day.ToDateTime(TimeOnly.MinValue))) : query;
    }

    /// <summary>UIDs in these ranges; null when there are none.</summary>
    public static SearchQuery? Uids(IReadOnlyList<(uint First, uint Last)> ranges) =>
        ranges.Count > 0 && UniqueIdSet.TryParse(string.Join(',', ranges.Select(range => $"{range.First}:{range.Last}")), out var set) ? SearchQuery.Uids(set) : null;
}
