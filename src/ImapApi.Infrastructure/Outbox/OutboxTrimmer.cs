using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Keeps the outbox within its bounds: removes records that are too old or too many, and what interrupted processes have left.</summary>
internal sealed partial class OutboxTrimmer(
    OutboxRepository repository, OutboxBodies bodies, IAccountStore accounts, Housekeeping housekeeping, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxTrimmer> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(10);

    /// <summary>What is younger may be being written.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var needed = new HashSet<QueueId>();
        foreach (var partition in repository.Partitions)
            await TrimAsync(partition, now, needed, cancellationToken);
        await bodies.SweepAsync(accounts.ListIdsAsync(cancellationToken), needed, now - Settling, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Interval;
            try
            {
                if (housekeeping.IsHere)
                    await TrimAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is StoreUnavailableException or IOException or UnauthorizedAccessException)
            {
                LogNotTrimmed(logger, exception.Message);
                wait = StoreRetry;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TrimAsync(Partition partition, DateTimeOffset now, HashSet<QueueId> needed, CancellationToken cancellationToken)
    {
        var index = await repository.ListIndexAsync(partition, withDone: true, cancellationToken);
        needed.UnionWith(index.Where(entry => entry.Final is null).Select(entry => entry.Id));
        var oldest = now.AddDays(-options.Value.Days);
        var ended = index.Where(entry => entry.Final is not null).GroupBy(entry => entry.Account).ToList();
        var tooMany = ended.SelectMany(account => account.OrderByDescending(entry => entry.Id).Skip(options.Value.PerAccount)).Select(entry => entry.Id).ToHashSet();
        // One that was made long ago may have waited for its time, and ended only now.
        var perhapsOld = ended.SelectMany(account => account).Where(entry => entry.Id.Time < oldest || tooMany.Contains(entry.Id)).ToList();
        var read = await repository.ReadAsync(perhapsOld, cancellationToken);
        foreach (var stored in read.Where(stored => !stored.Entry.IsOpen && (stored.Entry.Finished is not { } end || end < oldest || tooMany.Contains(stored.Entry.Id))))
            await repository.RemoveAsync(stored, cancellationToken);
        // Entries of accounts that were removed while they were being ended.
        await repository.UnindexAsync(partition, perhapsOld.Select(entry => entry.Id).Except(read.Select(stored => stored.Entry.Id)), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the outbox is not trimmed yet: {Reason}")]
    private static partial void LogNotTrimmed(ILogger logger, string reason);
}
