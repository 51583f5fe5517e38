using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;
using MessageSummary = ImapApi.Domain.Messages.MessageSummary;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// Reads summaries in as few commands as the cache allows: flags of all, the outline only of those not seen before. Belongs to one operation and keeps
/// what was read across its runs, should a message break the connection.
/// </summary>
/// <param name="withPreviews">With the beginning of each message's text.</param>
internal sealed class SummaryReader(bool withPreviews = false)
{
    private readonly PoisonIsolation _isolation = new();
    private readonly Dictionary<uint, MessageOutline> _salvaged = [];
    private bool _isReading;
    private bool _isQuirkKnown;

    /// <summary>Given up for all messages when the connection breaks: rather no previews than no listing.</summary>
    private bool _withPreviews = withPreviews;

    /// <summary>Of the FETCH that was sent last, when it asked for previews.</summary>
    private PreviewCapture? _previews;

    /// <summary>False also when the connection broke at something else than a summary.</summary>
    public bool TryRecover(Exception exception)
    {
        var wasReading = _isReading;
        _isReading = false;
        // No message's fault, and not asked for again.
        if (ServerQuirks.Explains(exception))
            return wasReading && !_isQuirkKnown && (_isQuirkKnown = true);
        _withPreviews = false;
        return wasReading && _isolation.TryRecover(exception);
    }

    /// <summary>The messages with these sequence numbers, newest first. One that vanishes meanwhile is absent.</summary>
    public async Task<IReadOnlyList<MessageSummary>> ReadRangeAsync(ImapConnection connection, int first, int last, CancellationToken cancellationToken)
    {
        var selected = connection.Selected!;
        _isReading = true;
        var warm = _isolation.IsActive || selected.WarmRanges.Contains(first, last);
        if (warm && !_isolation.IsActive && connection.Flags is { } flags && await flags.TryReadAsync(first, last, cancellationToken) is { } known)
        {
            var listed = await CompleteAsync(connection, known, cancellationToken);
            _isReading = false;
            return listed;
        }

        var request = warm ? FetchItems.Flags(connection) : Outline(connection, last - first + 1);
        var rows = await FetchPieces.FetchAsync(connection, first, last, request, cancellationToken, warm ? FetchPieces.Rows : FetchPieces.Outlines);
        // Among the answers may be news of messages that were not asked for.
        var messages = await CompleteAsync(connection, rows, row => row.Index >= first - 1 && row.Index < last, cancellationToken);
        _isReading = false;
        selected.WarmRanges.Add(first, last);
        return messages;
    }

    /// <summary>The messages with these UIDs, given in ascending order; answered newest first. One that is gone is absent.</summary>
    public async Task<IReadOnlyList<MessageSummary>> ReadAsync(ImapConnection connection, IList<UniqueId> uids, CancellationToken cancellationToken)
    {
        if (uids.Count == 0)
            return [];
        _isReading = true;
        var selected = connection.Selected!;
        var cold = !_isolation.IsActive && !uids.Any(uid => connection.Outlines.TryGet(connection.Account, selected.Number, new Uid(uid.Id), out _));
        var request = cold ? Outline(connection, uids.Count) : FetchItems.Flags(connection);
        var rows = await FetchPieces.FetchAsync(connection, uids, request, cancellationToken, cold ? FetchPieces.Outlines : FetchPieces.Rows);
        var asked = uids.Select(uid => uid.Id).ToHashSet();
        var messages = await CompleteAsync(connection, rows, row => asked.Contains(row.UniqueId.Id), cancellationToken);
        _isReading = false;
        return messages;
    }

    /// <summary>The messages from this UID on, newest first.</summary>
    public async Task<IReadOnlyList<MessageSummary>> ReadFromAsync(ImapConnection connection, uint first, CancellationToken cancellationToken)
    {
        _isReading = true;
        var request = _isolation.IsActive ? FetchItems.Flags(connection) : FetchItems.Outline(connection);
        var folder = connection.Selected!.Folder;
        connection.Guard.BeginCommand(folder.Count);
        var rows = await folder.FetchAsync(new UniqueIdRange(new UniqueId(first), UniqueId.MaxValue), request, cancellationToken);
        var messages = await CompleteAsync(connection, [.. rows], row => row.UniqueId.Id >= first, cancellationToken);
        _isReading = false;
        return messages;
    }

    /// <summary>What is known of one message without asking the server, or else by asking.</summary>
    public async Task<MessageOutline> ReadOutlineAsync(ImapConnection connection, Uid uid, CancellationToken cancellationToken)
    {
        if (connection.Outlines.TryGet(connection.Account, connection.Selected!.Number, uid, out var known))
            return known;
        return await ReadAsync(connection, [new UniqueId(uid.Value)], cancellationToken) is [var message] ? message.Outline : throw NotFoundException.ForMessage(connection.Account);
    }

    private async Task<IReadOnlyList<MessageSummary>> CompleteAsync(ImapConnection connection, IReadOnlyList<IMessageSummary> rows, Func<IMessageSummary, bool> asked, CancellationToken cancellationToken)
    {
        _previews?.End();
        var mailbox = connection.Selected!.Number;
        var messages = new List<MessageSummary>(rows.Count);
        List<UniqueId>? missing = null;
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            var row = rows[i];
            if (!row.Fields.HasFlag(MessageSummaryItems.UniqueId | MessageSummaryItems.Flags) || !asked(row))
                continue;
            var uid = new Uid(row.UniqueId.Id);
            if (!TryGetOutline(connection, row, uid, out var outline))
                (missing ??= []).Add(row.UniqueId);
            messages.Add(new MessageSummary(new MessageId(mailbox, uid), outline!, FlagMapper.ToFlagSet(row), SummaryMapper.Labels(row), IsKnown: row.Headers is null && outline is not null));
        }

        return await CompleteAsync(connection, messages, missing, cancellationToken);
    }

    private Task<IReadOnlyList<MessageSummary>> CompleteAsync(ImapConnection connection, IReadOnlyList<FlagRow> rows, CancellationToken cancellationToken)
    {
        var mailbox = connection.Selected!.Number;
        var messages = new List<MessageSummary>(rows.Count);
        List<UniqueId>? missing = null;
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            var (_, number, flags) = rows[i];
            var uid = new Uid(number);
            var isKnown = connection.Outlines.TryGet(connection.Account, mailbox, uid, out var outline);
            if (!isKnown && !_salvaged.TryGetValue(number, out outline))
                (missing ??= []).Add(new UniqueId(number));
            messages.Add(new MessageSummary(new MessageId(mailbox, uid), outline!, flags, Labels: null, IsKnown: isKnown));
        }

        return CompleteAsync(connection, messages, missing, cancellationToken);
    }

    private async Task<IReadOnlyList<MessageSummary>> CompleteAsync(ImapConnection connection, List<MessageSummary> messages, List<UniqueId>? missing, CancellationToken cancellationToken)
    {
        if (missing is not null)
            messages = await FillAsync(connection, messages, missing, cancellationToken);
        _previews = null;
        SortNewestFirst(messages);
        return _withPreviews ? await PreviewReader.AddAsync(connection, messages, cancellationToken) : messages;
    }

    private IFetchRequest Outline(ImapConnection connection, int messages)
    {
        if (!_withPreviews || messages > PreviewReader.AtOnce)
            return FetchItems.Outline(connection);
        _previews = PreviewCapture.Begin(connection);
        return FetchItems.Previewed(connection);
    }

    private bool TryGetOutline(ImapConnection connection, IMessageSummary row, Uid uid, out MessageOutline? outline)
    {
        if (row.Headers is not null)
        {
            outline = SummaryMapper.ToOutline(row);
            if (_previews is { } previews)
                outline = outline with { Preview = previews.Of(row, outline) };
            connection.Outlines.Add(connection.Account, connection.Selected!.Number, outline);
            return true;
        }

        return connection.Outlines.TryGet(connection.Account, connection.Selected!.Number, uid, out outline) || _salvaged.TryGetValue(uid.Value, out outline);
    }

    private async Task<List<MessageSummary>> FillAsync(ImapConnection connection, List<MessageSummary> messages, List<UniqueId> missing, CancellationToken cancellationToken)
    {
        missing.Reverse();
        var found = new Dictionary<uint, MessageOutline>(missing.Count);
        while (missing.Count > 0)
        {
            var (uids, detail) = _isolation.Next(missing);
            foreach (var outline in await FetchAsync(connection, uids, detail, cancellationToken))
            {
                found[outline.Uid.Value] = outline;
                _salvaged[outline.Uid.Value] = outline;
                connection.Outlines.Add(connection.Account, connection.Selected!.Number, outline);
            }

            _isolation.Succeeded();
            missing.RemoveRange(0, uids.Count);
        }

        var complete = new List<MessageSummary>(messages.Count);
        foreach (var message in messages)
        {
            if (message.Outline is not null)
                complete.Add(message);
            else if (found.TryGetValue(message.Id.Uid.Value, out var outline))
                complete.Add(message with { Outline = outline });
        }

        return complete;
    }

    private static async Task<IEnumerable<MessageOutline>> FetchAsync(ImapConnection connection, IReadOnlyList<UniqueId> uids, FetchDetail detail, CancellationToken cancellationToken)
    {
        if (detail == FetchDetail.Nothing)
            return uids.Select(uid => SummaryMapper.Unreadable(new Uid(uid.Id)));
        var request = detail switch
        {
            FetchDetail.WithoutStructure => FetchItems.WithoutStructure(connection),
            FetchDetail.Bare => FetchItems.Bare(connection),
            _ => FetchItems.Outline(connection),
        };
        var rows = await FetchPieces.FetchAsync(connection, uids, request, cancellationToken, FetchPieces.Outlines);
        return rows.Where(row => row.Fields.HasFlag(MessageSummaryItems.UniqueId | MessageSummaryItems.Size)).Select(SummaryMapper.ToOutline);
    }

    /// <summary>Nearly always sorted already: sequence numbers ascend with UIDs, unless the server errs.</summary>
    private static void SortNewestFirst(List<MessageSummary> messages)
    {
        for (var i = 1; i < messages.Count; i++)
        {
            if (messages[i].Id.Uid > messages[i - 1].Id.Uid)
            {
                messages.Sort((a, b) => b.Id.Uid.CompareTo(a.Id.Uid));
                return;
            }
        }
    }
}
