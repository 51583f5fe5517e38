using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>A page of the messages that match, newest first: UID SEARCH (ESEARCH where there is), then UID FETCH of that page.</summary>
internal sealed class SearchMessagePage(MailboxTarget target, PageRequest page, MessageSearch search) : IImapOperation<MessagePage>, IIsolatesPoison
{
    private readonly SummaryReader _reader = new(page.WithPreviews);

    public MailboxTarget Target { get; } = target;

    /// <summary>Text keys may make the server read every message.</summary>
    public bool IsLong { get; } = search.HasText;

    public bool IsListing => true;

    public object SharingKey { get; } = new Key(target, page, search);

    public bool TryRecover(Exception exception) => _reader.TryRecover(exception);

    public async Task<MessagePage> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        Check(connection);
        if (page.Cursor is null && UidSearch.CanPage(connection, search))
            return await ReadNamedAsync(connection, cancellationToken);
        var (matches, isSearchedHere) = await UidSearch.RunAsync(connection, search, cancellationToken);
        var total = matches.Length;
        var cursors = new PageCursors(connection.Selected!.Number, search.Fingerprint, total);
        if (Positions(matches) is not var (first, last))
        {
            var (older, newer) = page.Cursor is { } beside ? cursors.Beyond(beside) : (null, null);
            return new MessagePage(total, page.Page, page.PagesFor(total), [], older, newer, isSearchedHere);
        }

        var messages = await _reader.ReadAsync(connection, matches[(first - 1)..last], cancellationToken);
        var (next, previous) = cursors.Around(matches[first - 1].Id, first, matches[last - 1].Id, last);
        var number = page.Cursor is null ? page.Page : page.PageAfter(total - last);
        return new MessagePage(total, number, page.PagesFor(total), messages, next, previous, isSearchedHere);
    }

    /// <summary>Only the page's own messages are named.</summary>
    private async Task<MessagePage> ReadNamedAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var (uids, total) = await UidSearch.RunPageAsync(connection, search, page, cancellationToken);
        if (uids.Length == 0 || page.PositionsIn(total) is not var (first, last))
            return new MessagePage(total, page.Page, page.PagesFor(total), []);
        var messages = await _reader.ReadAsync(connection, uids, cancellationToken);
        var (next, previous) = new PageCursors(connection.Selected!.Number, search.Fingerprint, total).Around(uids[0].Id, first, uids[^1].Id, last);
        return new MessagePage(total, page.Page, page.PagesFor(total), messages, next, previous);
    }

    private void Check(ImapConnection connection)
    {
        if (page.Cursor is not { } cursor)
            return;
        connection.DemandSelected(cursor.Mailbox, "cursor");
        if (cursor.Search != search.Fingerprint)
            throw new ValidationFailedException("cursor", "is of another search.");
    }

    /// <summary>The page's positions among the matches, from 1; null when it is empty.</summary>
    private (int First, int Last)? Positions(MailKit.UniqueId[] matches)
    {
        if (page.Cursor is not { } cursor)
            return page.PositionsIn(matches.Length);
        var (first, last) = cursor.Direction == PageDirection.Older ? (0, matches.Count(uid => uid.Id < cursor.Uid)) : (matches.Count(uid => uid.Id <= cursor.Uid) + 1, 0);
        (first, last) = first == 0 ? (Math.Max(1, last - page.PageSize + 1), last) : (first, (int)Math.Min(matches.Length, first + (long)page.PageSize - 1));
        return first <= last ? (first, last) : null;
    }

    private sealed record Key(MailboxTarget Target, PageRequest Page, MessageSearch Search);
}
