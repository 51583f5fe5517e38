using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Bounces;
using ImapApi.Infrastructure.Imap.Workers;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// Follows all mailboxes of an account: the watched one by what the server pushes, the others by asking from time to time, or when the server says so
/// (NOTIFY). Called by the worker's loop, between requests.
/// </summary>
internal sealed partial class AccountSync : IDisposable
{
    /// <summary>After the store failed.</summary>
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);

    private readonly ChangePublisher _publisher;
    private readonly MailboxSynchronizer _watched;
    private readonly MailboxPoller _poller;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _mustLookAnew;
    private long _pausedUntil;

    public AccountSync(AccountId account, ChangePublisher publisher, WorkerServices services, Func<IImapOperation<bool>, Task> run)
    {
        var options = services.Options.Value;
        (_publisher, _time, _logger) = (publisher, services.Time, services.Logger);
        _patience = TimeSpan.FromSeconds(options.CommandTimeoutSeconds);
        var moved = new MovedMessages(account, services.Outlines, services.Time);
        var bounces = new BounceWatch(account, services.Originals, _patience);
        _watched = new MailboxSynchronizer(publisher, moved, bounces, _patience);
        var others = new OtherMailboxes(publisher, () => new MailboxSynchronizer(publisher, moved, bounces, _patience), run, services.Time, services.Logger);
        _poller = new MailboxPoller(publisher, others, options, _patience, services.Time);
    }

    /// <summary>What is stored of a mailbox, to resume from.</summary>
    public Task<MailboxIndex?> FindIndexAsync(MailboxPath path, CancellationToken cancellationToken) => _watched.FindIndexAsync(path, cancellationToken);

    /// <summary>The watched mailbox has just been selected on a new connection.</summary>
    public async Task BeginAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        _mustLookAnew = false;
        await _watched.LookAnewAsync(connection, Describe(connection), FlagScan.None, cancellationToken);
        _poller.Begin(connection);
    }

    /// <summary>There is something to do without waiting.</summary>
    public bool HasWork(ImapConnection connection) => UntilDue(connection) == TimeSpan.Zero;

    /// <summary>How long nothing needs to be done unless the server pushes something.</summary>
    public TimeSpan UntilDue(ImapConnection connection)
    {
        var untilPause = TimeSpan.FromTicks(Math.Max(0, Volatile.Read(ref _pausedUntil) - _time.GetUtcNow().UtcTicks));
        if (untilPause > TimeSpan.Zero)
            return untilPause;
        return _mustLookAnew || connection.Selected!.Observer.HasNews ? TimeSpan.Zero : _poller.UntilDue;
    }

    public TimeSpan UntilPoll => _poller.UntilDue;

    /// <summary>Does what there is to do: looks at what was pushed, polls when it is time. What the server breaks is thrown; the store's failures are waited out.</summary>
    public async Task WorkAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            if (_mustLookAnew || !await _watched.CatchUpAsync(connection, cancellationToken))
                await LookAnewAsync(connection, cancellationToken);
            if (_poller.UntilDue > TimeSpan.Zero)
                return;
            var before = connection.Selected!.Folder.Count;
            await _poller.PollAsync(connection, cancellationToken);
            await _watched.MoveCursorAsync(connection, cancellationToken);
            await _watched.ScanFlagsAsync(connection, _poller.TakeFlagScan(connection), cancellationToken);
            // LIST-STATUS also tells of the selected mailbox, which may be ahead of what EXISTS and EXPUNGE have said: MailKit then counts wrongly.
            if (before != connection.Selected!.Folder.Count)
                await LookAnewAsync(connection, cancellationToken);
        }
        catch (StoreUnavailableException exception)
        {
            LogStoreAway(_logger, exception.Message);
            // What was noted is lost to us; the server still knows.
            _mustLookAnew = true;
            Volatile.Write(ref _pausedUntil, (_time.GetUtcNow() + StoreRetry).UtcTicks);
        }
    }

    /// <summary>The mailbox was left for another and selected again: what happened meanwhile was not pushed.</summary>
    public void NoteAbsence() => _mustLookAnew = true;

    /// <summary>The server said something of mailboxes that are not selected (NOTIFY).</summary>
    public void NoteMailboxNews() => _poller.NoteNews();

    /// <summary>We have renamed mailboxes.</summary>
    public Task NoteRenameAsync(IReadOnlyList<MailboxMove> moves, CancellationToken cancellationToken) => _publisher.RenameAsync(moves, cancellationToken);

    /// <summary>Looks at every mailbox as soon as possible, whatever the server says of it.</summary>
    public void LookAtAll()
    {
        _mustLookAnew = true;
        _poller.LookAtAll();
    }

    public bool TryRecover(Exception exception) => _watched.TryRecover(exception);

    public Task NoteLoginAsync(string user, CancellationToken cancellationToken) => _publisher.ReportAsync(
        progress => (progress with { Login = LoginOutcome.Accepted, IsUnreachable = false }, progress.Login == LoginOutcome.Accepted ? null : new Change.AuthenticationSucceeded(user)),
        cancellationToken);

    public Task NoteRefusedLoginAsync(AccountError error, CancellationToken cancellationToken) => _publisher.ReportAsync(
        progress => (progress with { Login = LoginOutcome.Refused, IsUnreachable = false }, progress.Login == LoginOutcome.Refused ? null : new Change.AuthenticationFailed(error)),
        cancellationToken);

    public Task NoteFailedConnectionAsync(AccountError error, CancellationToken cancellationToken) => _publisher.ReportAsync(
        progress => (progress with { IsUnreachable = true }, progress.IsUnreachable ? null : new Change.ConnectFailed(error)),
        cancellationToken);

    public void Dispose() => _publisher.Dispose();

    private async Task LookAnewAsync(ImapConnection connection, CancellationToken cancellationToken)
    {
        var path = connection.Selected!.Path;
        await connection.AskAsync(_patience, token => connection.OpenAsync(path, write: true, token, anew: true), cancellationToken);
        await _watched.LookAnewAsync(connection, Describe(connection), FlagScan.None, cancellationToken);
        _mustLookAnew = false;
    }

    private static MailboxDescription Describe(ImapConnection connection)
    {
        var selected = connection.Selected!;
        return new MailboxDescription(selected.Path, selected.Folder.Name, connection.IsGmail ? SpecialUse.All : SpecialUse.Inbox, selected.Opened);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "changes are not recorded: {Reason}")]
    private static partial void LogStoreAway(ILogger logger, string reason);
}
