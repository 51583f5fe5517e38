using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>
/// A search of every mailbox, merged by the dates of receipt; then a FETCH in those mailboxes that the page has messages of. It needs the dates of all matches,
/// so their number is bounded.
/// </summary>
internal sealed class SearchAll(PageRequest page, MergedCursor? cursor, MessageSearch search) : IImapOperation<MergedPage>, IIsolatesPoison
{
    private const int MostMatches = 10_000;

    private readonly Dictionary<MailboxPath, SummaryReader> _readers = [];
    private SummaryReader? _reader;
    private bool _isPipelining;
    private bool _isOneByOne;

    public MailboxTarget Target => MailboxTarget.None;

    public bool IsLong => true;

    public object SharingKey { get; } = new Key(page, cursor, search);

    public bool TryRecover(Exception exception)
    {
        if (!_isPipelining)
            return _reader?.TryRecover(exception) == true;
        (_isPipelining, _isOneByOne) = (false, true);
        return exception is not (OperationCanceledException or TimeoutException);
    }

    public async Task<MergedPage> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var mailboxes = new Dictionary<MailboxNumber, Mailbox>();
        var places = new List<MergedPlace>();
        var listed = await SearchableMailboxes.ListAsync(connection, cancellationToken);
        var searched = await SearchAtOnceAsync(connection, listed, mailboxes, places, cancellationToken);
        var unsearched = new List<MailboxPath>();
        var isSearchedHere = false;
        foreach (var mailbox in listed.Where(mailbox => !searched.Contains(mailbox.Path)))
        {
            if (!await TryOpenAsync(connection, mailbox.Path, cancellationToken))
            {
                unsearched.Add(mailbox.Path);
                continue;
            }

            mailboxes[connection.Selected!.Number] = mailbox;
            if (connection.Selected.Folder.Count == 0)
                continue;
            var (matches, isHere) = await UidSearch.RunAsync(connection, search, cancellationToken);
            isSearchedHere |= isHere;
            DemandFew(places.Count + matches.Length);
            places.AddRange(await ReceivedDates.PlacesAsync(connection, matches, cancellationToken));
        }

        var merged = new MergedMatches(places, search.Fingerprint);
        var (taken, number, next, previous) = merged.Take(page, cursor);
        var messages = await ReadAsync(connection, taken, mailboxes, cancellationToken);
        return new MergedPage(merged.Total, number, page.PagesFor(merged.Total), messages, next, previous, isSearchedHere, unsearched);
    }

    /// <summary>Where many commands can be sent at once; what it leaves is searched one by one, which is also what is done when it went wrong.</summary>
    /// <returns>The mailboxes it has searched.</returns>
    private async Task<HashSet<MailboxPath>> SearchAtOnceAsync(
        ImapConnection connection, IReadOnlyList<Mailbox> listed, Dictionary<MailboxNumber, Mailbox> mailboxes, List<MergedPlace> places, CancellationToken cancellationToken)
    {
        Mailbox[] quotable = [.. listed.Where(mailbox => SearchText.QuoteName(mailbox.Path.Value) is not null)];
        if (_isOneByOne || quotable.Length < 2 || SearchText.Write(search) is not { } keys || connection.Pipeline is not { } pipeline)
            return [];
        _isPipelining = true;
        var pipelined = new PipelinedSearch(connection, pipeline);
        var matches = await pipelined.SearchAsync(quotable, keys, cancellationToken);
        DemandFew(matches.Sum(match => match.Found.Uids.Count));
        places.AddRange(await pipelined.DatesAsync(matches, cancellationToken));
        _isPipelining = false;
        foreach (var (mailbox, found) in matches)
            mailboxes[found.Mailbox] = mailbox;
        return [.. matches.Select(match => match.Mailbox.Path)];
    }

    private static void DemandFew(int matches)
    {
        if (matches > MostMatches)
            throw new MailServerRejectedException($"More than {MostMatches} messages match in all mailboxes: give more keys, such as since, or one mailbox's path.", serverResponse: null, code: "SearchUnsupported");
    }

    private async Task<IReadOnlyList<FoundMessage>> ReadAsync(
        ImapConnection connection, IReadOnlyList<MergedPlace> places, Dictionary<MailboxNumber, Mailbox> mailboxes, CancellationToken cancellationToken)
    {
        var read = new Dictionary<MessageId, FoundMessage>();
        // The mailbox that is selected already comes first.
        foreach (var group in places.GroupBy(place => place.Mailbox).OrderBy(group => group.Key != connection.Selected?.Number))
        {
            var mailbox = mailboxes[group.Key];
            if (!await TryOpenAsync(connection, mailbox.Path, cancellationToken))
                continue;
            if (!_readers.TryGetValue(mailbox.Path, out _reader))
                _readers[mailbox.Path] = _reader = new SummaryReader(page.WithPreviews);
            foreach (var message in await _reader.ReadAsync(connection, [.. group.Select(place => place.Uid).Order().Select(uid => new UniqueId(uid))], cancellationToken))
                read[message.Id] = new FoundMessage(message, mailbox.Path, mailbox.SpecialUse);
        }

        return [.. places.Select(place => read.GetValueOrDefault(place.Id)).OfType<FoundMessage>()];
    }

    /// <summary>False for a mailbox that is listed and cannot be opened: that must not cost the others their search.</summary>
    private static async Task<bool> TryOpenAsync(ImapConnection connection, MailboxPath path, CancellationToken cancellationToken)
    {
        try
        {
            connection.Guard.BeginCommand(exists: 0);
            var selected = await connection.OpenAsync(path, write: false, cancellationToken);
            connection.Guard.BeginCommand(selected.Folder.Count);
            return true;
        }
        catch (Exception refused) when (refused is SelectRefusedException or NotFoundException or FolderNotFoundException)
        {
            return false;
        }
    }

    private sealed record Key(PageRequest Page, MergedCursor? Cursor, MessageSearch Search);
}
