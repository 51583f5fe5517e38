using ImapApi.Application.Tracing;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Guard;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// Runs one request on one connection: selects its mailbox, sees to the deadline, translates what goes wrong. A caller's cancellation never comes here: a
/// running command cannot be taken back without losing the connection.
/// </summary>
internal sealed partial class RequestRunner : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    private readonly AccountId _account;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _deadline;
    private ImapRequest? _running;
    private CancellationTokenSource? _giveUp;
    private long _started;

    public RequestRunner(AccountId account, ImapOptions options, TimeProvider time, ILogger logger)
    {
        _account = account;
        _patience = TimeSpan.FromSeconds(options.CommandTimeoutSeconds);
        _time = time;
        _logger = logger;
        _deadline = time.CreateTimer(static state => ((RequestRunner)state!).OnDeadline(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <param name="stop">The connection's own end: a stop, or a demanded reconnect.</param>
    /// <returns>Null when the connection can go on, else what ended it. The request is answered in any case, unless it is to be run again.</returns>
    public async Task<Exception?> RunAsync(ImapRequest request, ImapConnection connection, RequestQueue queue, CancellationToken stop)
    {
        using var span = OperationSpan.Begin(request, _account);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stop);
        (_running, _giveUp, _started) = (request, giveUp, _time.GetTimestamp());
        _deadline.Change(_patience, Timeout.InfiniteTimeSpan);
        request.Meter = new OperationMeter(connection.Guard, _time);
        try
        {
            await connection.SelectAsync(request.Target, giveUp.Token);
            if (request.IsListing)
                await connection.RefreshAsync(giveUp.Token);
            await RunAsync(request, connection, giveUp.Token);
            return null;
        }
        catch (SelectRefusedException refused)
        {
            span.Fail(refused);
            request.Fail(refused.Reason);
            return refused;
        }
#pragma warning disable CA1031 // The loop outlives whatever a server or a bug throws at it; the caller gets it translated.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            span.Fail(exception);
            connection.Quirks.Learn(exception);
            return Answer(request, exception, connection.Guard.Violation, queue);
        }
        finally
        {
            _deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            (_running, _giveUp) = (null, null);
        }
    }

    public void Dispose() => _deadline.Dispose();

    private static async Task RunAsync(ImapRequest request, ImapConnection connection, CancellationToken cancellationToken)
    {
        connection.Guard.BeginCommand(connection.Selected?.Folder.Count ?? 0);
        try
        {
            await request.RunAsync(connection, cancellationToken);
        }
        catch (Exception exception) when (request.Target.Number is not null && connection.Selected is not null && ImapErrors.IsMissingMessage(exception))
        {
            // The other connection may have shown a message that this one was not told of yet: it exists here only then (RFC 9051 §7.5.1).
            await connection.NoopAsync(cancellationToken);
            connection.Guard.BeginCommand(connection.Selected.Folder.Count);
            await request.RunAsync(connection, cancellationToken);
        }
    }

    private Exception? Answer(ImapRequest request, Exception exception, ServerMisbehavedException? violation, RequestQueue queue)
    {
        if (ImapErrors.LeavesConnectionUsable(exception))
        {
            request.Fail(ImapErrors.Translate(exception, _account, request, null));
            return null;
        }

        request.IsRecovering = request.TryRecover(violation ?? exception);
        if (request.IsRecovering)
        {
            request.Charge();
            queue.Requeue(request);
        }
        else
        {
            LogFailed(_logger, exception, request.Name);
            request.Fail(ImapErrors.Translate(exception, _account, request, violation));
        }

        return violation ?? exception;
    }

    /// <summary>A command may take long as long as somebody waits for it; one that nobody waits for has had its time.</summary>
    private void OnDeadline()
    {
        var (request, giveUp) = (_running, _giveUp);
        if (request is null || giveUp is null)
            return;
        if (request.IsWanted && _time.GetElapsedTime(_started) < Longest)
        {
            _deadline.Change(_patience, Timeout.InfiniteTimeSpan);
            return;
        }

        try
        {
            giveUp.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended at the same moment.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Operation} lost its connection")]
    private static partial void LogFailed(ILogger logger, Exception exception, string operation);
}
