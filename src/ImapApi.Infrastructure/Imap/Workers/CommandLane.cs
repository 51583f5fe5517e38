using ImapApi.Domain.Accounts;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// The account's second connection: for other mailboxes and long transfers, opened by the first request that needs it, closed after a minute without one.
/// When the server refuses it, its requests are handed to the watcher.
/// </summary>
internal sealed partial class CommandLane : IAsyncDisposable
{
    /// <summary>How long after a refusal the watcher serves alone, before the server is asked for a second connection again.</summary>
    private static readonly TimeSpan RefusalRest = TimeSpan.FromMinutes(1);

    private readonly AccountId _account;
    private readonly WorkerServices _services;
    private readonly AccountMailboxes _mailboxes;
    private readonly Action<ImapRequest> _fallback;
    private readonly CancellationToken _stop;
    private readonly RequestQueue _queue;
    private readonly Lock _lock = new();
    private WakeSignal? _signal;
    private CancellationTokenSource? _close;
    private volatile ImapConnection? _connection;
    private volatile bool _isStale;
    private Task _run = Task.CompletedTask;
    private bool _isRunning;
    private long _refusedAt = long.MinValue;

    public CommandLane(AccountId account, WorkerServices services, AccountMailboxes mailboxes, Action<ImapRequest> fallback, CancellationToken stop)
    {
        _account = account;
        _services = services;
        _mailboxes = mailboxes;
        _fallback = fallback;
        _stop = stop;
        _queue = new RequestQueue(services.Options.Value.QueueLength);
    }

    /// <summary>Where the watcher is connected to.</summary>
    public ServerEndpoint? Endpoint { get; set; }

    public bool IsOpen => _connection is not null;

    public bool IsAvailable => Volatile.Read(ref _refusedAt) is var at && (at == long.MinValue || _services.Time.GetElapsedTime(at) > RefusalRest);

    public int QueuedRequests => _queue.Count;

    public async Task<TResult> RunAsync<TResult>(IImapOperation<TResult> operation, CancellationToken cancellationToken)
    {
        ImapRequest<TResult> request;
        lock (_lock)
        {
            request = _queue.Enqueue(operation, _services.Costs.Current)
                ?? throw ImapErrors.QueueFull(_account, _services.Options.Value.QueueLength);
            if (!_isRunning)
            {
                _isRunning = true;
                // Not disposed: Close may hold it, and it has no timer.
                var close = _close = new CancellationTokenSource();
                _signal ??= new WakeSignal(_services.Time);
                // Nothing of whoever happens to be first: what is done for others would count as his.
                using (ExecutionContext.SuppressFlow())
                    _run = Task.Run(() => RunAsync(close), CancellationToken.None);
            }
        }

        _signal!.Set();
        return await request.AnswerAsync(cancellationToken);
    }

    /// <summary>Something was changed by way of the watcher.</summary>
    /// <param name="isGone">A mailbox was deleted. If this connection has it selected, the server may answer whatever comes next with BYE (Dovecot does): there is a new one for that.</param>
    public void Expire(bool isGone = false)
    {
        _connection?.Expire();
        if (!isGone || _connection is null)
            return;
        _isStale = true;
        _signal?.Set();
    }

    /// <summary>Ends the connection; what waits is answered as not connected.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_isRunning)
                _ = _close!.CancelAsync();
        }

        _signal?.Set();
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        await _run;
        _signal?.Dispose();
    }

    private async Task RunAsync(CancellationTokenSource asked)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(asked.Token, _stop);
        var close = either.Token;
        using var scope = _services.Logger.BeginScope(new Dictionary<string, object> { ["account"] = _account.Value });
        using var runner = new RequestRunner(_account, _services.Options.Value, _services.Time, _services.Logger);
        do
        {
            ImapConnection? connection = null;
            _isStale = false;
            try
            {
                _connection = connection = await OpenAsync(close);
                await ServeAsync(connection, runner, close);
            }
#pragma warning disable CA1031 // The lane's requests are answered whatever happened to its connection.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                HandOver(exception, close);
            }
            finally
            {
                _connection = null;
                connection?.Dispose();
            }
        }
        while (GoesOn(close));
    }

    private async Task<ImapConnection> OpenAsync(CancellationToken close)
    {
        var link = await _services.Connector.OpenAsync(_account, Endpoint!, close);
        var connection = _services.Connection(_account, link, _mailboxes);
        try
        {
            await connection.EnableAsync(TimeSpan.FromSeconds(_services.Options.Value.CommandTimeoutSeconds), close);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task ServeAsync(ImapConnection connection, RequestRunner runner, CancellationToken close)
    {
        var patience = TimeSpan.FromSeconds(_services.Options.Value.CommandIdleSeconds);
        while (!close.IsCancellationRequested && !_isStale)
        {
            if (_queue.Dequeue() is { } request)
            {
                if (await runner.RunAsync(request, connection, _queue, close) is not null)
                    return;
            }
            else if (!await _signal!.WaitAsync(patience))
            {
                return;
            }
        }
    }

    /// <summary>The second connection is refused while the first one lives: a limit of the server's, not a fault of the account's.</summary>
    private void HandOver(Exception exception, CancellationToken close)
    {
        if (close.IsCancellationRequested)
            return;
        LogRefused(_services.Logger, exception.Message);
        Volatile.Write(ref _refusedAt, _services.Time.GetTimestamp());
        while (_queue.Dequeue() is { } request)
            _fallback(request);
    }

    private bool GoesOn(CancellationToken close)
    {
        lock (_lock)
        {
            if (close.IsCancellationRequested)
            {
                while (_queue.Dequeue() is { } request)
                    request.Fail(ImapErrors.Unavailable(_account, $"The connection of account '{_account}' was closed."));
            }

            if (_queue.Count > 0)
                return true;
            _isRunning = false;
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "no second connection, serving on the first: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
