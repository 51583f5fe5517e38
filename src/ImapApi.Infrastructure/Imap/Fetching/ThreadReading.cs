using System.Globalization;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MailKit.Search;
using MimeKit;
using MimeKit.Utils;
using MessageThread = MailKit.MessageThread;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>Which messages of the selected mailbox belong together: as the server knows best, and in as many of the newest messages as that is cheap for.</summary>
internal static class ThreadReading
{
    /// <summary>An id for each, some 60 bytes.</summary>
    private const int MostByIds = 10_000;

    /// <summary>The server reads what it has indexed, and answers with numbers.</summary>
    private const int MostByReferences = 10_000;

    /// <summary>Some 500 bytes of headers for each.</summary>
    private const int MostByHeaders = 1000;

    /// <summary>Messages that are asked for in one command.</summary>
    private const int AtOnce = 1000;

    private static readonly FetchRequest GmailIds = new(MessageSummaryItems.UniqueId | MessageSummaryItems.GMailThreadId);
    private static readonly FetchRequest ObjectIds = new(MessageSummaryItems.UniqueId | MessageSummaryItems.ThreadId);
    private static readonly FetchRequest Headers = new(MessageSummaryItems.UniqueId, new HashSet<HeaderId> { HeaderId.MessageId, HeaderId.References, HeaderId.InReplyTo, HeaderId.Subject });
    private static readonly FetchRequest UidOnly = new(MessageSummaryItems.UniqueId);

    /// <returns>Also who said so, and how many messages were looked at.</returns>
    public static async Task<(IReadOnlyList<ThreadedUids> Threads, ThreadSource Source, int Considered)> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var count = connection.Selected!.Folder.Count;
        if (connection.IsGmail || (connection.HasObjectIds && !connection.Quirks.LacksThreadIds))
            return (await ByIdsAsync(connection, cancellationToken), ThreadSource.ServerIds, Math.Min(count, MostByIds));
        if (connection.Client.ThreadingAlgorithms.Contains(ThreadingAlgorithm.References))
            return (await ByReferencesAsync(connection, cancellationToken), ThreadSource.ServerReferences, Math.Min(count, MostByReferences));
        return (await ByHeadersAsync(connection, cancellationToken), ThreadSource.Headers, Math.Min(count, MostByHeaders));
    }

    private static async Task<IReadOnlyList<ThreadedUids>> ByIdsAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var rows = await FetchNewestAsync(connection, connection.IsGmail ? GmailIds : ObjectIds, MostByIds, cancellationToken);
        return
        [
            // A message without an id (RFC 8474 §5.2 allows that) stands alone.
            .. rows.GroupBy(row => ThreadIdOf(row) ?? $" {row.UniqueId.Id}")
                .Select(group => new ThreadedUids(group.Key[0] == ' ' ? null : group.Key, [.. group.Select(row => row.UniqueId.Id).Order()])),
        ];
    }

    private static async Task<IReadOnlyList<ThreadedUids>> ByReferencesAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var folder = connection.Selected!.Folder;
        if (folder.Count == 0)
            return [];
        var query = SearchQuery.All;
        if (folder.Count > MostByReferences)
        {
            var first = await folder.FetchAsync([folder.Count - MostByReferences], UidOnly, cancellationToken);
            query = SearchQuery.Uids(new UniqueIdRange(first.Count > 0 ? first[0].UniqueId : UniqueId.MinValue, UniqueId.MaxValue));
        }

        var threads = await folder.ThreadAsync(ThreadingAlgorithm.References, query, cancellationToken);
        return [.. threads.Select(UidsOf).Where(uids => uids.Count > 0).Select(uids => new ThreadedUids(Id: null, uids))];
    }

    private static async Task<IReadOnlyList<ThreadedUids>> ByHeadersAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var rows = await FetchNewestAsync(connection, Headers, MostByHeaders, cancellationToken);
        return [.. ThreadGrouping.Group([.. rows.OrderBy(row => row.UniqueId.Id).Select(ToThreadable)]).Select(uids => new ThreadedUids(Id: null, uids))];
    }

    private static async Task<IReadOnlyList<IMessageSummary>> FetchNewestAsync(ImapConnection connection, FetchRequest request, int most, CancellationToken cancellationToken)
    {
        var folder = connection.Selected!.Folder;
        if (folder.Count == 0)
            return [];
        var rows = await FetchPieces.FetchAsync(connection, Math.Max(1, folder.Count - most + 1), folder.Count, request, cancellationToken, AtOnce);
        return [.. rows.Where(row => row.Fields.HasFlag(MessageSummaryItems.UniqueId)).DistinctBy(row => row.UniqueId.Id)];
    }

    private static string? ThreadIdOf(IMessageSummary row) => row.ThreadId is { Length: > 0 } id ? id : row.GMailThreadId?.ToString(CultureInfo.InvariantCulture);

    private static ThreadableMessage ToThreadable(IMessageSummary row)
    {
        var headers = row.Headers ?? [];
        var subject = HeaderText.First(headers, HeaderId.Subject) ?? "";
        var basis = MessageThreader.GetThreadableSubject(subject, out var replyDepth);
        return new ThreadableMessage(
            row.UniqueId.Id,
            MessageIds(headers, HeaderId.MessageId).FirstOrDefault(),
            [.. MessageIds(headers, HeaderId.References).Concat(MessageIds(headers, HeaderId.InReplyTo)).Distinct(StringComparer.Ordinal)],
            basis,
            replyDepth > 0);
    }

    private static IEnumerable<string> MessageIds(HeaderList headers, HeaderId id) => HeaderText.First(headers, id) is { } text ? MimeUtils.EnumerateReferences(text) : [];

    /// <summary>A server may nest as deep as a conversation is long: without recursion.</summary>
    private static List<uint> UidsOf(MessageThread thread)
    {
        var uids = new List<uint>();
        var open = new Stack<MessageThread>([thread]);
        while (open.TryPop(out var next))
        {
            if (next.UniqueId is { } uid)
                uids.Add(uid.Id);
            foreach (var child in next.Children)
                open.Push(child);
        }

        uids.Sort();
        return uids;
    }
}
