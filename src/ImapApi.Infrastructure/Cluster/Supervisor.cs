using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// Keeps every registered account activated, and no other: all of them after the start, in random order, and whichever is missing later. The nodes of a cluster that take accounts share
/// the partitions among them, and look again as soon as one of them comes or goes.
/// </summary>
internal sealed partial class Supervisor(
    IAccountStore accounts,
    IAccountConnections connections,
    AccountWorkers workers,
    Partitions partitions,
    Membership membership,
    ILogger<Supervisor> logger) : BackgroundService
{
    private const int AtOnce = 32;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _wake = new(0);
    private int _failed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hosted services start one after another: the others must not wait for a walk over 10,000 accounts.
        await Task.Yield();
        membership.Changed += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var done = await ActivateMissingAsync(stoppingToken);
                await _wake.WaitAsync(done ? Interval : Retry, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
        finally
        {
            membership.Changed -= Wake;
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    private void Wake(object? sender, EventArgs e) => _wake.Release();

    /// <summary>Whether the account is this node's to look after, wherever it is served.</summary>
    /// <param name="nodes">Those that take accounts.</param>
    private bool IsOurs(AccountId account, IReadOnlyList<SiloAddress> nodes) =>
        nodes.Count == 0 || nodes[partitions.Of(account).Number % nodes.Count].Equals(membership.This);

    private async Task<bool> ActivateMissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var nodes = membership.Fit;
            var missing = new List<AccountId>();
            var orphans = workers.All.Select(worker => worker.Id).ToHashSet();
            await foreach (var account in accounts.ListIdsAsync(cancellationToken))
            {
                orphans.Remove(account);
                if (workers.Find(account) is null && IsOurs(account, nodes))
                    missing.Add(account);
            }

            var order = missing.ToArray();
            Random.Shared.Shuffle(order);
            _failed = 0;
            await Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, StartAsync);
            await StopRemovedAsync(orphans, cancellationToken);
            if (order.Length > 0)
                LogStarted(logger, order.Length - _failed);
            return _failed == 0;
        }
        catch (StoreUnavailableException exception)
        {
            LogStoreAway(logger, exception.Message);
            return false;
        }
    }

    /// <summary>A removal whose second half failed. An account may also have been registered during the walk: so each is looked up.</summary>
    private async Task StopRemovedAsync(HashSet<AccountId> orphans, CancellationToken cancellationToken)
    {
        foreach (var account in orphans)
        {
            if (await accounts.FindAsync(account, cancellationToken) is null)
                await connections.StopAsync(account, cancellationToken);
        }
    }

    private async ValueTask StartAsync(AccountId account, CancellationToken cancellationToken)
    {
        try
        {
            await connections.StartAsync(account, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One account that cannot be started must not keep the others waiting; the next walk tries it again.
            Interlocked.Increment(ref _failed);
            LogNotStarted(logger, exception, account.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} accounts looked after")]
    private static partial void LogStarted(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "accounts not started yet: {Reason}")]
    private static partial void LogStoreAway(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "account {Account} could not be started")]
    private static partial void LogNotStarted(ILogger logger, Exception exception, string account);
}
