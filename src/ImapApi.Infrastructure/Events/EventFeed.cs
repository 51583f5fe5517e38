using System.Globalization;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Events;

/// <summary>Opens the event log for reading: an account's log, or the feeds of all partitions.</summary>
internal sealed class EventFeed(IStore store, Partitions partitions, EventLog log, IAccountStore accounts, FeedWatch watch) : IEventFeed
{
    public async Task<IEventReading> OpenAsync(AccountId? account, EventStart start, CancellationToken cancellationToken)
    {
        // Followed before the end is looked at, so that nothing that comes between is missed.
        var wake = watch.Follow(account is null ? null : partitions.Of(account));
        try
        {
            return account is null ? await OpenAllAsync(start, wake, cancellationToken) : await OpenOneAsync(account, start, wake, cancellationToken);
        }
        catch
        {
            wake.Dispose();
            throw;
        }
    }

    private async Task<AccountReading> OpenOneAsync(AccountId account, EventStart start, FeedWake wake, CancellationToken cancellationToken)
    {
        var position = start switch
        {
            EventStart.Oldest => 0,
            EventStart.Now => long.MaxValue,
            EventStart.After after when long.TryParse(after.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            _ => throw new ValidationFailedException("after", "is the sequence number of one of the account's events, or 0."),
        };
        if (await log.FindHeadAsync(account, cancellationToken) is not { Sequence: var end })
            end = await accounts.FindAsync(account, cancellationToken) is null ? throw NotFoundException.ForAccount(account) : 0;
        if (start is EventStart.Now)
            return new AccountReading(log, account, end, fromOldest: false, wake);
        if (position > end)
            throw new EventsExpiredException();

        var oldest = await log.ReadAsync(account, position, limit: 1, cancellationToken) is [var first] ? first.Sequence - 1 : end;
        return position == 0 || position == oldest ? new AccountReading(log, account, oldest, fromOldest: position == 0, wake) : throw new EventsExpiredException();
    }

    private async Task<AllReading> OpenAllAsync(EventStart start, FeedWake wake, CancellationToken cancellationToken)
    {
        Partition[] all = [.. partitions.All];
        long[]? positions = null;
        if (start is EventStart.After after && !FeedCursor.TryParse(after.Position, all.Length, out positions))
            throw new ValidationFailedException("after", "is not a position that this server gives out for all accounts: take it from 'next', or from the id of a streamed event.");

        long[] ends = [.. await store.EndsAsync(all, EventKeys.Feed, cancellationToken)];
        if (start is EventStart.Now)
            return new AllReading(store, log, ends, [], fromOldest: false, wake);
        var oldest = await Task.WhenAll(all.Select(partition => OldestAsync(partition, positions?[partition.Number] ?? 0, ends[partition.Number], cancellationToken)));
        if (positions is not null && !positions.AsSpan().SequenceEqual(oldest))
            throw new EventsExpiredException();
        return new AllReading(store, log, oldest, [.. all.Where(partition => oldest[partition.Number] < ends[partition.Number])], fromOldest: positions is null, wake);
    }

    /// <summary>The position before the first entry after this one: the same, when none between them is gone.</summary>
    private async Task<long> OldestAsync(Partition partition, long after, long end, CancellationToken cancellationToken)
    {
        if (after == end)
            return end;
        return await store.RangeAsync(partition, EventKeys.Feed, after, limit: 1, cancellationToken) is [var first] ? first.Sequence - 1 : end;
    }
}
