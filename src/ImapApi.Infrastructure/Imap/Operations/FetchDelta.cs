using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Sync;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit;

namespace ImapApi.Infrastructure.Imap.Operations;

/// <summary>EXAMINE of a mailbox, a comparison with what its caller knows, and FETCH of what is new.</summary>
/// <param name="since">Null: nothing is told but the token to begin with.</param>
/// <param name="limit">At most so many new messages.</param>
internal sealed class FetchDelta(MailboxPath path, DeltaToken? since, int limit) : IImapOperation<MailboxDelta>, IIsolatesPoison
{
    private readonly SummaryReader _reader = new();
    private bool _isComparing;
    private bool _inPieces;

    public MailboxTarget Target => MailboxTarget.None;

    public bool IsLong => true;

    public bool TryRecover(Exception exception)
    {
        if (exception is not AnswerTooLargeException || !_isComparing || _inPieces)
            return _reader.TryRecover(exception);
        return _inPieces = true;
    }

    public async Task<MailboxDelta> RunAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        await connection.OpenAsync(await connection.ResolveAsync(path, cancellationToken), write: false, cancellationToken, anew: true);
        var selected = connection.Selected!;
        connection.Guard.BeginCommand(selected.Folder.Count);
        var pass = new DeltaPass(connection, _inPieces);
        if (since is null)
            return new MailboxDelta([], [], [], await pass.BeginAsync(cancellationToken), HasMore: false);
        connection.DemandSelected(since.Mailbox, "since");
        _isComparing = true;
        var facts = await pass.CompareAsync(since, cancellationToken);
        _isComparing = false;
        uint[] told = [.. facts.Added.Take(limit)];
        var hasMore = told.Length < facts.Added.Count;
        var added = await _reader.ReadAsync(connection, [.. told.Select(uid => new UniqueId(uid))], cancellationToken);
        return new MailboxDelta(
            added,
            hasMore ? [] : [.. facts.Updated.Select(message => new MarkedMessage(Id(message.Uid), message.Marks))],
            [.. facts.Removed.Enumerate().Select(Id)],
            facts.TokenUpTo(hasMore ? told[^1] : null),
            hasMore);

        MessageId Id(uint uid) => new(selected.Number, new Uid(uid));
    }
}
