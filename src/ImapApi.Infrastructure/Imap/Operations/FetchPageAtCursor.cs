using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>
/// The messages beside a cursor, newest first: one FETCH where nothing older was deleted since the cursor was made, because its sequence number is then what
/// it was. Otherwise the answer shows it (a UID is greater than it should be), and it takes one or a few more.
/// </summary>
internal sealed class FetchPageAtCursor(MailboxTarget target, PageRequest page, PageCursor cursor) : IImapOperation<MessagePage>, IIsolatesPoison
{
    private readonly SummaryReader _reader = new(page.WithPreviews);

    public MailboxTarget Target { get; } = target;

    public bool IsListing => true;

    public object SharingKey { get; } = new Key(target, page);

    public bool TryRecover(Exception exception) => _reader.TryRecover(exception);

    public async Task<MessagePage> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        connection.DemandSelected(cursor.Mailbox, "cursor");
        if (cursor.Search != 0)
            throw new ValidationFailedException("cursor", "is of a search; a listing has others.");
        var selected = connection.Selected!;
        var total = selected.Folder.Count;
        var (messages, first, last) = cursor.Direction == PageDirection.Older
            ? await ReadOlderAsync(connection, total, cancellationToken)
            : await ReadNewerAsync(connection, total, cancellationToken);
        var cursors = new PageCursors(selected.Number, search: 0, total);
        var (next, previous) = messages.Count == 0 ? cursors.Beyond(cursor) : cursors.Around(messages[^1].Id.Uid.Value, first, messages[0].Id.Uid.Value, last);
        return new MessagePage(total, page.PageAfter(total - last), page.PagesFor(total), messages, next, previous);
    }

    private async Task<(IReadOnlyList<MessageSummary> Messages, int First, int Last)> ReadOlderAsync(ImapConnection connection, int total, CancellationToken cancellationToken)
    {
        var last = Math.Min(cursor.Position - 1, total);
        var (read, first) = await ReadDownFromAsync(last);
        var excess = read.Count(message => message.Id.Uid.Value >= cursor.Uid);
        if (excess > 0 && excess == read.Count)
        {
            // Many older ones are gone: the cursor's place is further down than a page.
            last = await SequenceRank.OfAsync(connection, cursor.Uid - 1, cancellationToken);
            (read, first) = await ReadDownFromAsync(last);
            excess = 0;
        }

        IReadOnlyList<MessageSummary> older = [.. read.Where(message => message.Id.Uid.Value < cursor.Uid)];
        last -= excess;
        if (excess == 0 || first <= 1)
            return (older, first, last);
        var missing = Math.Max(1, first - excess);
        return ([.. older, .. await _reader.ReadRangeAsync(connection, missing, first - 1, cancellationToken)], missing, last);

        async Task<(IReadOnlyList<MessageSummary> Messages, int First)> ReadDownFromAsync(int from)
        {
            var to = Math.Max(1, from - page.PageSize + 1);
            return from < 1 ? ([], 1) : (await _reader.ReadRangeAsync(connection, to, from, cancellationToken), to);
        }
    }

    private async Task<(IReadOnlyList<MessageSummary> Messages, int First, int Last)> ReadNewerAsync(ImapConnection connection, int total, CancellationToken cancellationToken)
    {
        var position = Math.Min(cursor.Position, total);
        var read = await ReadUpFromAsync(Math.Max(1, position));
        // The message at the cursor's own place tells whether it still is there.
        if (position > 0 && (position < cursor.Position || read.Count == 0 || read[^1].Id.Uid.Value > cursor.Uid))
        {
            position = await SequenceRank.OfAsync(connection, cursor.Uid, cancellationToken);
            read = await ReadUpFromAsync(position + 1);
        }

        IReadOnlyList<MessageSummary> newer = [.. read.Where(message => message.Id.Uid.Value > cursor.Uid).TakeLast(page.PageSize)];
        return (newer, position + 1, Math.Min(total, position + page.PageSize));

        async Task<IReadOnlyList<MessageSummary>> ReadUpFromAsync(int from) =>
            from > total ? [] : await _reader.ReadRangeAsync(connection, from, (int)Math.Min(total, from + (long)page.PageSize), cancellationToken);
    }

    private sealed record Key(MailboxTarget Target, PageRequest Page);
}
