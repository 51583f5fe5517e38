using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Imap.Sync;
using ImapApi.Infrastructure.MailServers;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// The single owner of an account's IMAP connections: the watcher, which is always there, and the command connection, which is there while needed. Its
/// loop: connect, serve, and after a loss wait and begin again, until it is stopped.
/// </summary>
internal sealed partial class AccountWorker : IAsyncDisposable
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(5);

    private readonly WorkerServices _services;
    private readonly ImapOptions _options;
    private readonly AccountMailboxes _mailboxes;
    private readonly RequestQueue _queue;
    private readonly AccountSync _sync;
    private readonly Watcher _watcher;
    private readonly CommandLane _lane;
    private readonly WorkerStatus _status;
    private readonly CancellationTokenSource _stop = new();
    private CancellationTokenSource _attempt = new();
    private Task _run = Task.CompletedTask;

    public AccountWorker(AccountId id, OwnershipEpoch epoch, WorkerServices services, Action? lost = null)
    {
        (Id, Epoch) = (id, epoch);
        _services = services;
        _options = services.Options.Value;
        _mailboxes = new AccountMailboxes(id, epoch, services.Numbers);
        _queue = new RequestQueue(_options.QueueLength);
        _status = new WorkerStatus(services.Time);
        _sync = new AccountSync(id, new ChangePublisher(new WatchedJournal(services.Journals.Open(id, epoch), lost)), services, RunForSyncAsync);
        _watcher = new Watcher(id, services, _mailboxes, _sync, _queue, _status);
        _lane = new CommandLane(id, services, _mailboxes, ServeOnWatcher, _stop.Token);
    }

    public AccountId Id { get; }

    public OwnershipEpoch Epoch { get; }

    public AccountStatus Status => _status.Now(_lane.IsOpen);

    public int QueuedRequests => _queue.Count + _lane.QueuedRequests;

    public void Start()
    {
        using (ExecutionContext.SuppressFlow())
            _run = Task.Run(RunAsync);
    }

    /// <summary>
    /// Ends the present connection, or the wait for the next one, and begins anew at once with the settings that are stored now. What is asked from now on waits
    /// for that one.
    /// </summary>
    public void Reconnect()
    {
        if (!_stop.IsCancellationRequested)
            _status.Set(AccountState.Connecting);
        _lane.Close();
        _ = Volatile.Read(ref _attempt).CancelAsync();
    }

    /// <summary>Looks at every mailbox as soon as possible.</summary>
    public void SyncNow()
    {
        _sync.LookAtAll();
        _watcher.Wake();
    }

    public async Task<TResult> RunAsync<TResult>(IImapOperation<TResult> operation, CancellationToken cancellationToken)
    {
        var status = await _status.SettledAsync(cancellationToken);
        if (status.State != AccountState.Connected)
            throw ImapErrors.NotConnected(Id, status);
        var onLane = BelongsToLane(operation.Target, operation.IsLong) && _lane.IsAvailable;
        var answer = await (onLane ? _lane.RunAsync(operation, cancellationToken) : RunOnWatcherAsync(operation, cancellationToken));
        if (operation.ChangesMailboxes || (onLane && operation.Target.Write))
        {
            _status.Connection?.Expire();
            _lane.Expire(isGone: operation is Operations.Delete);
            _sync.NoteMailboxNews();
            _watcher.Wake();
        }

        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        await _lane.DisposeAsync();
        _watcher.Dispose();
        _sync.Dispose();
        _stop.Dispose();
    }

    private bool BelongsToLane(MailboxTarget target, bool isLong)
    {
        if (_options.MaxConnections == 1)
            return false;
        if (isLong)
            return true;
        var path = target.Path ?? (target.Number is { } number ? _mailboxes.Find(number)?.Path : null);
        // Nothing is watched for a moment after the connection was lost: a second one would answer for it, and be closed.
        return path is not null && _watcher.Mailbox is { } watched && path != watched;
    }

    /// <summary>A look at a mailbox that is not watched.</summary>
    private Task<bool> RunForSyncAsync(IImapOperation<bool> operation) =>
        _options.MaxConnections > 1 && _lane.IsAvailable ? _lane.RunAsync(operation, _stop.Token) : RunOnWatcherAsync(operation, _stop.Token);

    private Task<TResult> RunOnWatcherAsync<TResult>(IImapOperation<TResult> operation, CancellationToken cancellationToken)
    {
        var request = _queue.Enqueue(operation, _services.Costs.Current) ?? throw ImapErrors.QueueFull(Id, _options.QueueLength);
        WakeWatcher();
        return request.AnswerAsync(cancellationToken);
    }

    /// <summary>The command connection could not be had: its requests are served by the watcher, which re-selects for them.</summary>
    private void ServeOnWatcher(ImapRequest request)
    {
        _queue.Requeue(request);
        WakeWatcher();
    }

    private void WakeWatcher()
    {
        _watcher.Wake();
        // The connection may have gone between the look at the state and the entry into the queue: nobody would answer before there is another.
        if (_status.State != AccountState.Connected && !_status.IsUnsettled)
            FailQueued(Status);
    }

    private void FailQueued(AccountStatus status)
    {
        while (_queue.Dequeue() is { } request)
            request.Fail(ImapErrors.NotConnected(Id, status));
    }

    private async Task RunAsync()
    {
        using var scope = _services.Logger.BeginScope(new Dictionary<string, object> { ["account"] = Id.Value });
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            // The former one is not disposed: Reconnect may hold it, and it has no timer.
            var attempt = new CancellationTokenSource();
            Volatile.Write(ref _attempt, attempt);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, attempt.Token);
            var next = await LiveAsync(failures, either.Token);
            _lane.Close();
            // What waits for a connection that is made at once is served by that one.
            if (next.Delay != TimeSpan.Zero || next.Failures > failures)
                FailQueued(Status);
            if (!either.IsCancellationRequested)
                await WaitAsync(next.Delay, either.Token);
            // Somebody wants it now: what failed before is not held against it.
            failures = attempt.IsCancellationRequested ? 0 : next.Failures;
        }

        _status.Set(AccountState.Disconnected);
        FailQueued(Status);
    }

    /// <summary>One connection, from the account's stored settings to its end.</summary>
    private async Task<NextAttempt> LiveAsync(int failures, CancellationToken stop)
    {
        ServerEndpoint? imap = null;
        try
        {
            imap = (await _services.Accounts.FindAsync(Id, stop))?.Imap;
            if (imap is null)
            {
                _status.Set(AccountState.Unset);
                return new NextAttempt(0, Timeout.InfiniteTimeSpan);
            }

            _status.Set(AccountState.Connecting);
            using var connection = await _watcher.OpenAsync(imap, stop);
            _lane.Endpoint = imap;
            _status.Set(AccountState.Connected);
            LogConnected(_services.Logger);
            var connectedAt = _services.Time.GetTimestamp();
            var lost = await _watcher.ServeAsync(connection, stop);
            return Lost(lost, imap, failures, _services.Time.GetElapsedTime(connectedAt));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Asked();
        }
#pragma warning disable CA1031 // Whatever happens to one account's connection, its worker lives on and says why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return await FailedAsync(exception, imap, failures);
        }
        finally
        {
            _status.Connection = null;
        }
    }

    /// <summary>It ended because it was told to: for good, or to begin anew.</summary>
    private NextAttempt Asked()
    {
        _status.Set(_stop.IsCancellationRequested ? AccountState.Disconnected : AccountState.Connecting);
        return new NextAttempt(0, TimeSpan.Zero);
    }

    private NextAttempt Lost(Exception? lost, ServerEndpoint imap, int failures, TimeSpan lived)
    {
        if (lost is null)
            return Asked();
        var error = MailServerErrors.Describe(lost, imap.Host, imap.Port, _services.Time.GetUtcNow());
        LogLost(_services.Logger, error.Code, error.Message);
        if (lost is SelectRefusedException || _queue.IsRecovering || _sync.TryRecover(lost))
        {
            // We ended it ourselves, to go on with a fresh one.
            _status.Set(AccountState.Connecting);
            return new NextAttempt(failures, TimeSpan.Zero);
        }

        _status.Set(AccountState.Disconnected, error);
        failures = lived >= ReconnectSchedule.StableAfter ? 0 : failures + 1;
        return new NextAttempt(failures, ReconnectSchedule.AfterLoss(failures, lived, Random.Shared.NextDouble()));
    }

    private async Task<NextAttempt> FailedAsync(Exception exception, ServerEndpoint? imap, int failures)
    {
        var error = MailServerErrors.Describe(exception, imap?.Host ?? "", imap?.Port ?? 0, _services.Time.GetUtcNow());
        LogLost(_services.Logger, error.Code, error.Message);
        if (exception is StoreUnavailableException)
        {
            _status.Set(AccountState.Disconnected, error);
            return new NextAttempt(failures, StoreRetry);
        }

        if (_sync.TryRecover(exception))
        {
            _status.Set(AccountState.Connecting);
            return new NextAttempt(failures, TimeSpan.Zero);
        }

        failures++;
        await ReportAsync(error);
        if (MailServerErrors.IsRefusedLogin(error))
        {
            _status.Set(AccountState.AuthenticationError, error);
            // An authentication server that is down harms nobody when it is asked again soon.
            return new NextAttempt(failures, error.Code == "AuthServerFailed"
                ? ReconnectSchedule.AfterFailure(failures, Random.Shared.NextDouble())
                : ReconnectSchedule.AfterRefusedLogin(failures, Random.Shared.NextDouble()));
        }

        _status.Set(AccountState.ConnectError, error);
        return new NextAttempt(failures, ReconnectSchedule.AfterFailure(failures, Random.Shared.NextDouble()));
    }

    private async Task ReportAsync(AccountError error)
    {
        try
        {
            await (MailServerErrors.IsRefusedLogin(error) ? _sync.NoteRefusedLoginAsync(error, _stop.Token) : _sync.NoteFailedConnectionAsync(error, _stop.Token));
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OwnershipLostException or OperationCanceledException)
        {
            // Told with the next failure, if the account is still ours then.
            LogNotTold(_services.Logger, exception.Message);
        }
    }

    private async Task WaitAsync(TimeSpan delay, CancellationToken stop)
    {
        try
        {
            await Task.Delay(delay, _services.Time, stop);
        }
        catch (OperationCanceledException)
        {
            // Stopped, or asked to reconnect now.
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "connected")]
    private static partial void LogConnected(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "not connected: {Code}: {Reason}")]
    private static partial void LogLost(ILogger logger, string code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the failure is not logged as an event: {Reason}")]
    private static partial void LogNotTold(ILogger logger, string reason);
}
