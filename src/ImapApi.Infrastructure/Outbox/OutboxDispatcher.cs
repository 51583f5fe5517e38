using System.Collections.Concurrent;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Takes up what is in the outbox of each account that becomes this process's, and does what is due.</summary>
internal sealed partial class OutboxDispatcher(
    OwnedAccounts owned, OutboxRecovery recovery, OutboxRunner runner, OutboxSender sender, OutboxTimers timers, OutboxLoad load, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<AccountId, bool> _taken = new();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await sender.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        owned.Taken += NoteTaken;
        owned.Dropped += NoteDropped;
        try
        {
            foreach (var account in owned.All)
                _taken[account] = true;
            while (!stoppingToken.IsCancellationRequested)
            {
                var isRecovered = await TryRecoverAsync(stoppingToken);
                while (timers.TryTake(out var task))
                    runner.Start(task, stoppingToken);
                await timers.WaitAsync(isRecovered ? null : StoreRetry, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
        finally
        {
            owned.Taken -= NoteTaken;
            owned.Dropped -= NoteDropped;
        }
    }

    private void NoteTaken(object? sender, OwnedAccountEventArgs args)
    {
        _taken[args.Account] = true;
        timers.Wake();
    }

    private void NoteDropped(object? sender, OwnedAccountEventArgs args)
    {
        load.Forget(args.Account);
        runner.Forget(args.Account);
    }

    /// <summary>Those that were taken since, together: one look at a partition serves all of its accounts.</summary>
    private async Task<bool> TryRecoverAsync(CancellationToken cancellationToken)
    {
        var accounts = _taken.Keys.ToArray();
        if (accounts.Length == 0)
            return true;
        foreach (var account in accounts)
            _taken.TryRemove(account, out _);
        try
        {
            await recovery.RecoverAsync(accounts, cancellationToken);
            return true;
        }
        catch (StoreUnavailableException exception)
        {
            LogAway(logger, exception.Message);
            foreach (var account in accounts)
                _taken[account] = true;
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the outbox cannot be read yet: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
