using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Metrics;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Events;

/// <summary>
/// The event log: one ordered log for each account, and one feed for each partition that tells in which order its accounts' events came. Events enter it in
/// the batch that also writes what they are the consequence of, under the condition that the log's end is where the writer believes it is: so sequence
/// numbers have no gaps, and an event is logged exactly once.
/// </summary>
internal sealed class EventLog(IStore store, Partitions partitions, IEventData data, EventHub hub, ImapApiMetrics metrics, IOptions<EventOptions> options, TimeProvider time)
{
    /// <summary>How often a log is cut back to its bound, in events: cutting for each one would cost more than the few beyond it.</summary>
    private const int TrimEvery = 64;

    /// <summary>The log's end; null when the account never had an event.</summary>
    public async Task<EventHead?> FindHeadAsync(AccountId account, CancellationToken cancellationToken) =>
        await store.GetAsync(EventKeys.Head(partitions.Of(account), account), cancellationToken) is { } bytes ? EventHead.FromBytes(bytes) : null;

    /// <summary>At most <paramref name="limit"/> of the account's events after this sequence number, oldest first. Older ones may be gone: then the first is not the next.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(AccountId account, long after, int limit, CancellationToken cancellationToken)
    {
        var entries = await store.RangeAsync(partitions.Of(account), EventKeys.Log(account), after, limit, cancellationToken);
        return [.. entries.Select(entry => EventCodec.Decode(account, entry.Sequence, entry.Value))];
    }

    /// <summary>
    /// Adds the changes to the batch as the account's next events, with the condition that <paramref name="before"/> is still the log's end. After the batch
    /// was applied, pass the events to <see cref="Announce"/>.
    /// </summary>
    /// <param name="before">Null: the account has no events yet.</param>
    /// <param name="registration">The account is registered by this batch: it gets a new registration number.</param>
    /// <returns>The log's new end, and the events.</returns>
    public (EventHead Head, IReadOnlyList<LoggedEvent> Events) Add(Batch batch, AccountId account, EventHead? before, IReadOnlyList<Change> changes, bool registration = false)
    {
        var key = EventKeys.Head(batch.Partition, account);
        batch.Require(key, before?.ToBytes());
        var (log, now) = (EventKeys.Log(account), time.GetUtcNow());
        var head = before is { } known && !registration ? known : EventHead.NewRegistration() with { Sequence = before?.Sequence ?? 0 };
        var events = new List<LoggedEvent>(changes.Count);
        foreach (var change in changes)
        {
            head = head with { Sequence = head.Sequence + 1 };
            var entry = new LoggedEvent(head.At(head.Sequence), account, now, change.Type, change.Path, data.Write(change));
            var bytes = EventCodec.Encode(entry);
            batch.Append(log, bytes).Append(EventKeys.Feed, new FeedEntry(account.Key, head.Sequence, now, bytes.Length).Encode());
            events.Add(entry);
        }

        var (oldest, first) = (head.Sequence - options.Value.PerAccount, before?.Sequence ?? 0);
        if (oldest > 0 && head.Sequence / TrimEvery > first / TrimEvery)
            batch.TrimThrough(log, oldest);
        batch.Put(key, head.ToBytes());
        return (head, events);
    }

    /// <summary>Tells the followers what is in the log now.</summary>
    public void Announce(IReadOnlyList<LoggedEvent> events)
    {
        foreach (var entry in events)
            metrics.CountEvent(entry.Type);
        hub.Announce(events);
    }

    /// <summary>Logs changes that are the consequence of nothing else that is stored.</summary>
    /// <param name="with">Adds to each attempt's batch what must be written together with the events, or hold for them.</param>
    /// <returns>False when a condition of <paramref name="with"/> did not hold.</returns>
    public async Task<bool> AppendAsync(AccountId account, IReadOnlyList<Change> changes, Action<Batch>? with, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(account);
        while (true)
        {
            var before = await FindHeadAsync(account, cancellationToken);
            var batch = new Batch(partition);
            with?.Invoke(batch);
            var others = batch.Conditions.Count;
            var (_, events) = Add(batch, account, before, changes);
            var outcome = await store.ApplyAsync(batch, cancellationToken);
            if (outcome.Applied)
            {
                Announce(events);
                return true;
            }

            if (outcome.FailedCondition < others)
                return false;
        }
    }
}
