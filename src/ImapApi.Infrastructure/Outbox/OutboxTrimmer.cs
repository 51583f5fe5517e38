using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Keeps the outbox within its bounds: removes records that are too old or too many, and what interrupted processes have left.</summary>
internal sealed partial class OutboxTrimmer(
    OutboxRepository repository, OutboxBodies bodies, IAccountStore accounts, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxTrimmer> logger) : BackgroundService
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
        var old = index.Where(entry => entry.Final is not null).GroupBy(entry => entry.Account)
            .SelectMany(account => account.OrderByDescending(entry => entry.Id).Where((entry, i) => i >= options.Value.PerAccount || entry.Id.Time < oldest)).ToList();
        var read = await repository.ReadAsync(old, cancellationToken);
        foreach (var stored in read.Where(stored => !stored.Entry.IsOpen && (stored.Entry.Finished is not { } end || end < oldest || IsTooMany(stored.Entry))))
            await repository.RemoveAsync(stored, cancellationToken);
        // Entries of accounts that were removed while they were being ended.
        await repository.UnindexAsync(partition, old.Select(entry => entry.Id).Except(read.Select(stored => stored.Entry.Id)), cancellationToken);

        bool IsTooMany(OutboxEntry entry) => index.Count(other => other.Final is not null && other.Account == entry.Account && other.Id > entry.Id) >= options.Value.PerAccount;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the outbox is not trimmed yet: {Reason}")]
    private static partial void LogNotTrimmed(ILogger logger, string reason);
}
