using ImapApi.Domain.Accounts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// Hands accounts over: those that are too many here once a node has joined, and all of them when this one leaves or does not reach the store. A few at a time,
/// so that each is away for no longer than it takes to connect.
/// </summary>
internal sealed partial class Balancer(Membership membership, NodeReports reports, NodeFacts facts, OwnedAccounts owned, IGrainFactory grains, ThisNode node, TimeProvider time, ILogger<Balancer> logger) : BackgroundService
{
    private const int AtOnce = 8;

    /// <summary>Nodes join one after the other, and a new one is given a moment.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectsWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Everything, to whoever takes it; until the token says that it has taken too long.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (!membership.Fit.Any(one => !one.Equals(membership.This)))
            return;
        await MoveAsync([.. owned.All], cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (!node.HasOthers)
            return;
        var changed = time.GetTimestamp();
        membership.Changed += (_, _) => Volatile.Write(ref changed, time.GetTimestamp());
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (facts.IsAway)
                    await LeaveStoreAsync(stoppingToken);
                else if (!facts.IsLeaving && time.GetElapsedTime(Volatile.Read(ref changed)) > Settling)
                    await MoveAsync([.. owned.All.Take(Surplus())], stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    /// <summary>A store that comes back is there for one node a moment before it is for another: that is no reason to hand anything over.</summary>
    private async Task LeaveStoreAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Settling, time, cancellationToken);
        if (facts.IsAway)
            await LeaveAsync(cancellationToken);
    }

    /// <summary>How many more than its share this node has: small differences are left alone.</summary>
    private int Surplus()
    {
        int[] loads = [.. membership.Active.Select(reports.LoadOf).OfType<int>()];
        if (loads.Length < 2)
            return 0;
        var share = (loads.Sum() + loads.Length - 1) / loads.Length;
        var surplus = owned.Count - share;
        return surplus > Math.Max(1, share / 20) ? surplus : 0;
    }

    private async Task MoveAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        if (accounts.Count == 0)
            return;
        var began = time.GetTimestamp();
        try
        {
            await Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, MoveAsync);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Those that are left are taken over when this node is gone.
        }

        var seconds = time.GetElapsedTime(began).TotalSeconds;
        LogMoved(logger, accounts.Count, seconds);
    }

    private async ValueTask MoveAsync(AccountId account, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IAccountGrain>(account.Key);
        try
        {
            await grain.MoveAsync().WaitAsync(AnswersWithin, time, cancellationToken);
            var moved = time.GetTimestamp();
            // It answers from where it has come to. The next ones go when it is connected there: its mail server takes only so many at a time.
            while (await grain.StartAsync().WaitAsync(AnswersWithin, time, cancellationToken) is { Status.State: (int)AccountState.Init or (int)AccountState.Connecting or (int)AccountState.Syncing }
                && time.GetElapsedTime(moved) < ConnectsWithin)
                await Task.Delay(Pause, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            LogNotMoved(logger, account.Value, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} accounts handed over in {Seconds:0.0} s")]
    private static partial void LogMoved(ILogger logger, int count, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "account {Account} is not handed over yet: {Reason}")]
    private static partial void LogNotMoved(ILogger logger, string account, string reason);
}
