using System.Text.Json;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>How far each account's events are delivered to each target, and what was delivered: the step and its records in one batch.</summary>
internal sealed class DeliveryRepository(IStore store, Partitions partitions, EventLog log, IOptions<WebhookOptions> options)
{
    private const int AtOnce = 256;

    /// <returns>Null: nothing was ever delivered to this target.</returns>
    public async Task<StoredLane?> FindAsync(AccountId account, string target, CancellationToken cancellationToken) =>
        await store.GetAsync(WebhookKeys.Lane(partitions.Of(account), account, target), cancellationToken) is { } bytes ? new StoredLane(Decode(bytes), bytes) : null;

    /// <summary>One step. Fenced by what it follows on: whoever else delivers for this account has the other step refused.</summary>
    /// <returns>Null: another has moved it.</returns>
    public async Task<StoredLane?> WriteAsync(
        AccountId account, string target, StoredLane? before, LaneState after, IReadOnlyList<DeliveryRecord> records, CancellationToken cancellationToken)
    {
        var lane = Encode(after);
        var batch = new Batch(partitions.Of(account));
        Step(batch, account, target, before, lane);
        Append(batch, account, records);
        return (await store.ApplyAsync(batch, cancellationToken)).Applied ? new StoredLane(after, lane) : null;
    }

    /// <summary>Goes over events that are not in the log any more, and tells of them, in one batch.</summary>
    public async Task<StoredLane?> LoseAsync(AccountId account, string target, StoredLane? before, long last, CancellationToken cancellationToken)
    {
        var after = LaneState.At(last);
        var lane = Encode(after);
        var lost = new Change.EventsLost((before?.State.Sequence ?? 0) + 1, last);
        return await log.AppendAsync(account, [lost], batch => Step(batch, account, target, before, lane), cancellationToken) ? new StoredLane(after, lane) : null;
    }

    /// <summary>A delivery outside the order: a replay.</summary>
    public Task AddAsync(AccountId account, DeliveryRecord record, CancellationToken cancellationToken)
    {
        var batch = new Batch(partitions.Of(account));
        Append(batch, account, [record]);
        return store.ApplyAsync(batch, cancellationToken);
    }

    /// <summary>The account's deliveries, the one of each event and target that says the latest, in no particular order.</summary>
    public async Task<IReadOnlyList<DeliveryRecord>> ListAsync(AccountId account, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(account);
        var records = (await store.RangeAsync(partition, WebhookKeys.Deliveries(account), after: 0, options.Value.Deliveries.PerAccount, cancellationToken)).Select(entry => DecodeRecord(entry.Value));
        var pending = (await store.ListAsync(partition, WebhookKeys.Lanes(account), cancellationToken)).Select(lane => Decode(lane.Value).Pending).OfType<DeliveryRecord>();
        return [.. records.Concat(pending).GroupBy(record => (record.IsOwn, record.EventId)).Select(same => same.Last())];
    }

    /// <summary>Removes records that are older than they are kept.</summary>
    public async Task TrimAsync(AccountId account, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(account);
        var entries = await store.RangeAsync(partition, WebhookKeys.Deliveries(account), after: 0, AtOnce, cancellationToken);
        if (entries.LastOrDefault(entry => DecodeRecord(entry.Value).Created < oldest) is { } last)
            await store.ApplyAsync(new Batch(partition).TrimThrough(WebhookKeys.Deliveries(account), last.Sequence), cancellationToken);
    }

    /// <summary>Every account that has or had events, and the end of its log.</summary>
    public async Task<IReadOnlyList<(AccountId Account, long End)>> ListEndsAsync(CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(partitions.All.Select(partition => store.ListAsync(partition, EventKeys.Heads, cancellationToken)));
        return [.. lists.SelectMany(list => list).Select(head => (AccountId.FromKey(head.Id), EventHead.FromBytes(head.Value).Sequence))];
    }

    /// <summary>Which of these accounts have events that are not delivered to the target yet.</summary>
    public async Task<IReadOnlyList<(AccountId Account, long End)>> FindBehindAsync(
        IReadOnlyList<(AccountId Account, long End)> accounts, string target, CancellationToken cancellationToken)
    {
        var behind = new List<(AccountId Account, long End)>();
        foreach (var chunk in accounts.Chunk(AtOnce))
        {
            var lanes = await store.GetManyAsync([.. chunk.Select(one => WebhookKeys.Lane(partitions.Of(one.Account), one.Account, target))], cancellationToken);
            behind.AddRange(chunk.Where((one, i) => lanes[i] is not { } bytes || Decode(bytes).Sequence < one.End));
        }

        return behind;
    }

    private void Step(Batch batch, AccountId account, string target, StoredLane? before, byte[] after)
    {
        var key = WebhookKeys.Lane(partitions.Of(account), account, target);
        batch.Require(key, before?.Bytes).Put(key, after);
    }

    private void Append(Batch batch, AccountId account, IReadOnlyList<DeliveryRecord> records)
    {
        foreach (var record in records)
            batch.Append(WebhookKeys.Deliveries(account), JsonSerializer.SerializeToUtf8Bytes(record, WebhookJson.Default.DeliveryRecord));
        if (records.Count > 0)
            batch.KeepNewest(WebhookKeys.Deliveries(account), options.Value.Deliveries.PerAccount);
    }

    private static byte[] Encode(LaneState state) => JsonSerializer.SerializeToUtf8Bytes(state, WebhookJson.Default.LaneState);

    private static LaneState Decode(byte[] bytes) => JsonSerializer.Deserialize(bytes, WebhookJson.Default.LaneState)!;

    private static DeliveryRecord DecodeRecord(byte[] bytes) => JsonSerializer.Deserialize(bytes, WebhookJson.Default.DeliveryRecord)!;
}
