using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MessageSummary = ImapApi.Domain.Messages.MessageSummary;
using MessageThread = ImapApi.Domain.Messages.MessageThread;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>A page of threads: which messages belong together, the flags of those on the page, and the newest message of each.</summary>
internal sealed class FetchThreads(MailboxTarget target, PageRequest page) : IImapOperation<ThreadPage>, IIsolatesPoison
{
    private readonly SummaryReader _reader = new(page.WithPreviews);
    private bool _isQuirkKnown;

    public MailboxTarget Target { get; } = target;

    public bool IsLong => true;

    public bool IsListing => true;

    public object SharingKey { get; } = new Key(target, page);

    public bool TryRecover(Exception exception) => _reader.TryRecover(exception) || (ServerQuirks.Explains(exception) && !_isQuirkKnown && (_isQuirkKnown = true));

    public async Task<ThreadPage> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var (threads, source, considered) = await ThreadReading.RunAsync(connection, cancellationToken);
        ThreadedUids[] ascending = [.. threads.OrderBy(thread => thread.Newest)];
        ThreadedUids[] shown = page.PositionsIn(ascending.Length) is var (first, last) ? [.. ascending[(first - 1)..last].Reverse()] : [];
        var seen = await ReadSeenAsync(connection, shown, cancellationToken);
        var latest = (await _reader.ReadAsync(connection, [.. shown.Select(thread => thread.Newest).Order().Select(uid => new UniqueId(uid))], cancellationToken))
            .ToDictionary(message => message.Id.Uid.Value);
        return new ThreadPage(
            ascending.Length,
            page.Page,
            page.PagesFor(ascending.Length),
            source,
            considered,
            considered == connection.Selected!.Folder.Count,
            [.. shown.Where(thread => latest.ContainsKey(thread.Newest)).Select(thread => ToThread(connection, thread, latest[thread.Newest], seen))]);
    }

    private static MessageThread ToThread(ImapConnection connection, ThreadedUids thread, MessageSummary latest, Dictionary<uint, bool> seen)
    {
        MessageId[] ids = [.. thread.Uids.Reverse().Where(seen.ContainsKey).Select(uid => new MessageId(connection.Selected!.Number, new Uid(uid)))];
        var id = thread.Id ?? new MessageId(connection.Selected!.Number, new Uid(thread.Uids[0])).ToString();
        return new MessageThread(id, ids, ids.Count(message => !seen[message.Uid.Value]), latest with { Outline = latest.Outline with { ThreadId = id } });
    }

    /// <summary>Which of the messages are read; those that are gone are absent.</summary>
    private static async Task<Dictionary<uint, bool>> ReadSeenAsync(ImapConnection connection, ThreadedUids[] threads, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<uint, bool>();
        UniqueId[] uids = [.. threads.SelectMany(thread => thread.Uids).Order().Select(uid => new UniqueId(uid))];
        if (uids.Length == 0)
            return seen;
        foreach (var row in await FetchPieces.FetchAsync(connection, uids, FetchItems.Flags(connection), cancellationToken))
        {
            if (row.Fields.HasFlag(MessageSummaryItems.UniqueId | MessageSummaryItems.Flags))
                seen[row.UniqueId.Id] = FlagMapper.ToFlagSet(row).IsSeen;
        }

        return seen;
    }

    private sealed record Key(MailboxTarget Target, PageRequest Page);
}
