using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>A page of the messages that match, newest first: UID SEARCH (ESEARCH where there is), then UID FETCH of that page.</summary>
internal sealed class SearchMessagePage(MailboxTarget target, PageRequest page, MessageSearch search) : IImapOperation<MessagePage>, IIsolatesPoison
{
    private readonly SummaryReader _reader = new();

    public MailboxTarget Target { get; } = target;

    /// <summary>Text keys may make the server read every message.</summary>
    public bool IsLong { get; } = search is not { From: null, To: null, Cc: null, Bcc: null, Subject: null, Body: null, GmailRaw: null, Headers: null or { Count: 0 } };

    public bool IsListing => true;

    public object SharingKey { get; } = new Key(target, page, search);

    public bool TryRecover(Exception exception) => _reader.TryRecover(exception);

    public async Task<MessagePage> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var matches = await UidSearch.RunAsync(connection, search, cancellationToken);
        IReadOnlyList<MessageSummary> messages = page.PositionsIn(matches.Length) is var (first, last)
            ? await _reader.ReadAsync(connection, matches[(first - 1)..last], cancellationToken)
            : [];
        return new MessagePage(matches.Length, page.Page, page.PagesFor(matches.Length), messages);
    }

    private sealed record Key(MailboxTarget Target, PageRequest Page, MessageSearch Search);
}
