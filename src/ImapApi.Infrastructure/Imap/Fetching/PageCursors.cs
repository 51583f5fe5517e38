using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>The cursors of a page of the messages at some positions, counted from 1 for the oldest.</summary>
/// <param name="search">Its fingerprint; 0 without one.</param>
internal readonly struct PageCursors(MailboxNumber mailbox, uint search, int total)
{
    /// <param name="oldest">The UID at <paramref name="first"/>.</param>
    /// <param name="newest">The UID at <paramref name="last"/>.</param>
    public (string? Next, string? Previous) Around(uint oldest, int first, uint newest, int last) =>
        (first > 1 ? Write(PageDirection.Older, oldest, first) : null, last < total ? Write(PageDirection.Newer, newest, last) : null);

    /// <summary>The page has no messages, though there are others: the way back to them.</summary>
    public (string? Next, string? Previous) Beyond(PageCursor cursor) =>
        total == 0 ? (null, null)
        : cursor.Direction == PageDirection.Older ? (null, Write(PageDirection.Newer, Math.Max(cursor.Uid, 1) - 1, 0))
        : (Write(PageDirection.Older, Math.Min(cursor.Uid, uint.MaxValue - 1) + 1, total + 1), null);

    private string Write(PageDirection direction, uint uid, int position) => new PageCursor(mailbox, direction, uid, position, search).ToString();
}
