using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>A page of a mailbox, newest first: FETCH of a range of sequence numbers, counted from the live EXISTS.</summary>
internal sealed class FetchMessagePage(MailboxTarget target, PageRequest page) : IImapOperation<MessagePage>, IIsolatesPoison
{
    private readonly SummaryReader _reader = new(page.WithPreviews);

    public MailboxTarget Target { get; } = target;

    public bool IsListing => true;

    public object SharingKey { get; } = new Key(target, page);

    public bool TryRecover(Exception exception) => _reader.TryRecover(exception);

    public async Task<MessagePage> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var selected = connection.Selected!;
        var total = selected.Folder.Count;
        if (page.PositionsIn(total) is not var (first, last))
            return new MessagePage(total, page.Page, page.PagesFor(total), []);
        var messages = await _reader.ReadRangeAsync(connection, first, last, cancellationToken);
        var (next, previous) = messages.Count == 0
            ? (null, null)
            : new PageCursors(selected.Number, search: 0, total).Around(messages[^1].Id.Uid.Value, first, messages[0].Id.Uid.Value, last);
        return new MessagePage(total, page.Page, page.PagesFor(total), messages, next, previous);
    }

    private sealed record Key(MailboxTarget Target, PageRequest Page);
}
