using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Metrics;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;
using ImapApi.Infrastructure.Webhooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Events;

/// <summary>
/// Keeps the event log within its bounds. A feed and the logs that it points into lose their oldest entries in one batch, so that what a feed's entry
/// points at is gone only with the entry, or because the account had too many since.
/// </summary>
internal sealed partial class EventTrimmer(
    IStore store, Partitions partitions, ImapApiMetrics metrics, Housekeeping housekeeping, IOptions<EventOptions> options, TimeProvider time, ILogger<EventTrimmer> logger) : BackgroundService
{
    private const int AtOnce = 256;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    private readonly FeedUsage[] _usages = [.. partitions.All.Select(partition => new FeedUsage(partition, options.Value.PerAccount))];
    private readonly Partition[] _partitions = [.. partitions.All];
    private DateTimeOffset _nextSweep = DateTimeOffset.MinValue;

    private long MaxBytes => options.Value.Megabytes * 1024L * 1024;

    /// <summary>Brings the log within its bounds once.</summary>
    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        await CountAsync(cancellationToken);
        var oldest = time.GetUtcNow().AddHours(-options.Value.Hours);
        foreach (var usage in _usages)
        {
            while (usage.Front is { Entry: var front } && (front.Date < oldest || usage.IsGone(front)))
                await TrimAsync(usage, entry => entry.Date < oldest || usage.IsGone(entry), cancellationToken);
        }

        while (_usages.Sum(usage => usage.Bytes) - MaxBytes is > 0 and var excess)
            await TrimOldestAsync(excess, cancellationToken);
        metrics.SetStoredEvents(_usages.Sum(usage => usage.Events), _usages.Sum(usage => usage.Bytes));
        if (time.GetUtcNow() >= _nextSweep)
        {
            foreach (var partition in _partitions)
                await RemoveHeadsAsync(partition, cancellationToken);
            _nextSweep = time.GetUtcNow() + SweepInterval;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (housekeeping.IsHere)
                    await TrimAsync(stoppingToken);
            }
            catch (StoreUnavailableException exception)
            {
                LogAway(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Reads on in the feeds; the first time all that is in them.</summary>
    private async Task CountAsync(CancellationToken cancellationToken)
    {
        var ends = await store.EndsAsync(_partitions, EventKeys.Feed, cancellationToken);
        for (var i = 0; i < ends.Count; i++)
        {
            if (ends[i] < _usages[i].Last)
                _usages[i].Clear(last: 0); // The store was set back.
            if (ends[i] > _usages[i].Last)
                await CountAsync(_usages[i], cancellationToken);
        }
    }

    private async Task CountAsync(FeedUsage usage, CancellationToken cancellationToken)
    {
        IReadOnlyList<LogEntry> entries;
        do
        {
            entries = await store.RangeAsync(usage.Partition, EventKeys.Feed, usage.Last, AtOnce, cancellationToken);
            foreach (var entry in entries)
                usage.Append(entry.Sequence, FeedEntry.Decode(entry.Value));
        }
        while (entries.Count == AtOnce);
    }

    /// <summary>Trims the partition that has the oldest event, until it no longer has it or enough is free.</summary>
    private Task TrimOldestAsync(long excess, CancellationToken cancellationToken)
    {
        var byAge = _usages.Where(usage => usage.Front is not null).OrderBy(usage => usage.Front!.Value.Entry.Date).Take(2).ToArray();
        var (usage, until) = (byAge[0], byAge is [_, var second] ? second.Front!.Value.Entry.Date : DateTimeOffset.MaxValue);
        return TrimAsync(usage, Goes, cancellationToken);

        bool Goes(FeedEntry entry)
        {
            if (excess <= 0 || entry.Date > until)
                return false;
            excess -= usage.SizeOf(entry);
            return true;
        }
    }

    /// <summary>Removes the feed's oldest entries as long as they go, and at most some hundred.</summary>
    private async Task TrimAsync(FeedUsage usage, Func<FeedEntry, bool> goes, CancellationToken cancellationToken)
    {
        var front = usage.Front!.Value.Sequence;
        var entries = (await store.RangeAsync(usage.Partition, EventKeys.Feed, front - 1, AtOnce + 1, cancellationToken))
            .TakeWhile(entry => entry.Sequence <= usage.Last).Select(entry => (entry.Sequence, Entry: FeedEntry.Decode(entry.Value))).ToArray();
        if (entries is not [{ Sequence: var first }, ..] || first != front)
        {
            // Another process has trimmed it too.
            usage.Clear(last: 0);
            await CountAsync(usage, cancellationToken);
            return;
        }

        var gone = entries.Take(AtOnce).TakeWhile(entry => goes(entry.Entry)).ToArray();
        var batch = new Batch(usage.Partition).TrimThrough(EventKeys.Feed, gone[^1].Sequence);
        foreach (var account in gone.GroupBy(entry => entry.Entry.AccountKey, entry => entry.Entry.Sequence))
            batch.TrimThrough(EventKeys.Log(AccountId.FromKey(account.Key)), account.Max());
        await store.ApplyAsync(batch, cancellationToken);
        for (var i = 0; i < gone.Length; i++)
            usage.RemoveFront(i + 1 < entries.Length ? entries[i + 1] : null);
    }

    /// <summary>Forgets accounts that are removed and have no events any more. Whoever registers one of them again begins with a new log.</summary>
    private async Task RemoveHeadsAsync(Partition partition, CancellationToken cancellationToken)
    {
        var accounts = (await store.ListIdsAsync(partition, AccountKeys.Accounts, cancellationToken)).ToHashSet(StringComparer.Ordinal);
        foreach (var head in (await store.ListAsync(partition, EventKeys.Heads, cancellationToken)).Where(head => !accounts.Contains(head.Id)))
        {
            var account = AccountId.FromKey(head.Id);
            if (await store.RangeAsync(partition, EventKeys.Log(account), after: 0, limit: 1, cancellationToken) is not [])
                continue;
            var batch = new Batch(partition).Require(EventKeys.Head(partition, account), head.Value).Require(AccountKeys.Document(partition, account), value: null)
                .Delete(EventKeys.Head(partition, account)).DeleteLog(EventKeys.Log(account)).RemoveDeliveries(account);
            // Refused when the account has just come back.
            await store.ApplyAsync(batch, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The event log is not trimmed: {Reason}")]
    private partial void LogAway(string reason);
}
