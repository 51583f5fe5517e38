using System.Text;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>
/// The outbox's entries: one document each, which a step replaces only while it is what the step was made from, together with the event that tells of the
/// step, with the partition's indexes, and with what is not needed any more of the message and its key.
/// </summary>
internal sealed class OutboxRepository(IStore store, Partitions partitions, EventLog log, OutboxBodies bodies, OutboxLoad load)
{
    private const int AtOnce = 256;

    public Partition PartitionOf(AccountId account) => partitions.Of(account);

    public async Task<StoredEntry?> FindAsync(AccountId account, QueueId id, CancellationToken cancellationToken) =>
        await store.GetAsync(OutboxKeys.Entry(partitions.Of(account), account, id), cancellationToken) is { } bytes ? new StoredEntry(OutboxCodec.Decode(account, id, bytes), bytes) : null;

    /// <summary>The entry that has this Message-ID, or the last that had it.</summary>
    public async Task<StoredEntry?> FindByMessageIdAsync(AccountId account, string messageId, CancellationToken cancellationToken) =>
        await store.GetAsync(OutboxKeys.Message(partitions.Of(account), account, messageId), cancellationToken) is { } id
            ? await FindAsync(account, QueueId.Parse(Encoding.ASCII.GetString(id)), cancellationToken)
            : null;

    /// <summary>Whoever's entry it is.</summary>
    public async Task<StoredEntry?> FindAsync(QueueId id, CancellationToken cancellationToken)
    {
        if (id.Partition >= partitions.Count)
            return null;
        var partition = new Partition(id.Partition);
        var found = await store.GetManyAsync([new(partition, OutboxKeys.Open, id.ToString()), new(partition, OutboxKeys.Done, id.ToString())], cancellationToken);
        var indexed = found[0] is { } open ? IndexedEntry.DecodeOpen(new Document(id.ToString(), open))
            : found[1] is { } done ? IndexedEntry.DecodeDone(new Document(id.ToString(), done))
            : null;
        return indexed is null ? null : await FindAsync(indexed.Account, id, cancellationToken);
    }

    /// <summary>What the indexes know, in no particular order. Of an entry that is being ended they may know twice.</summary>
    public async Task<IReadOnlyList<IndexedEntry>> ListIndexAsync(Partition partition, bool withDone, CancellationToken cancellationToken)
    {
        var open = (await store.ListAsync(partition, OutboxKeys.Open, cancellationToken)).Select(IndexedEntry.DecodeOpen);
        return withDone ? [.. open, .. (await store.ListAsync(partition, OutboxKeys.Done, cancellationToken)).Select(IndexedEntry.DecodeDone)] : [.. open];
    }

    public IEnumerable<Partition> Partitions => partitions.All;

    /// <summary>In the order asked; without those that are gone.</summary>
    public async Task<IReadOnlyList<StoredEntry>> ReadAsync(IEnumerable<IndexedEntry> entries, CancellationToken cancellationToken)
    {
        var read = new List<StoredEntry>();
        foreach (var chunk in entries.Chunk(AtOnce))
        {
            var found = await store.GetManyAsync([.. chunk.Select(entry => OutboxKeys.Entry(partitions.Of(entry.Account), entry.Account, entry.Id))], cancellationToken);
            read.AddRange(chunk.Zip(found).Where(pair => pair.Second is not null).Select(pair => new StoredEntry(OutboxCodec.Decode(pair.First.Account, pair.First.Id, pair.Second!), pair.Second!)));
        }

        return read;
    }

    public async Task<IReadOnlyList<StoredEntry>> ListAsync(AccountId account, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(partitions.Of(account), OutboxKeys.Entries(account), cancellationToken))
            .Select(document => new StoredEntry(OutboxCodec.Decode(account, QueueId.Parse(document.Id), document.Value), document.Value))];

    public async Task<(KeyDocument Key, byte[] Bytes)?> FindKeyAsync(AccountId account, string hash, CancellationToken cancellationToken) =>
        await store.GetAsync(OutboxKeys.Key(partitions.Of(account), account, hash), cancellationToken) is { } bytes ? (OutboxCodec.DecodeKey(bytes), bytes) : null;

    /// <summary>Writes a new entry with its message, fenced by the account's ownership.</summary>
    /// <param name="key">Its idempotency key, and what was stored under that: when that has changed, nothing is written.</param>
    /// <returns>Null: the key is another's now.</returns>
    public async Task<StoredEntry?> AddAsync(OutboxEntry entry, StoredBody body, (string Hash, KeyDocument Document, byte[]? Before)? key, OwnershipEpoch owner, CancellationToken cancellationToken)
    {
        var partition = partitions.Of(entry.Account);
        var batch = new Batch(partition).RequireOwner(entry.Account, owner);
        if (key is { } asked)
        {
            var keyKey = OutboxKeys.Key(partition, entry.Account, asked.Hash);
            batch.Require(keyKey, asked.Before).Put(keyKey, OutboxCodec.Encode(asked.Document));
        }

        var bytes = OutboxCodec.Encode(entry);
        batch.Put(OutboxKeys.Entry(partition, entry.Account, entry.Id), bytes);
        batch.Put(new DocumentKey(partition, OutboxKeys.Open, entry.Id.ToString()), IndexedEntry.EncodeOpen(entry.Account));
        batch.Put(OutboxKeys.Message(partition, entry.Account, entry.MessageId), Encoding.ASCII.GetBytes(entry.Id.ToString()));
        body.AddTo(batch, entry);
        var outcome = await store.ApplyAsync(batch, cancellationToken);
        if (outcome.FailedCondition == 0)
            throw new OwnershipLostException(entry.Account);
        if (!outcome.Applied)
            return null;
        load.Note(entry);
        return new StoredEntry(entry, bytes);
    }

    /// <summary>One step, from what is known or, when another was faster, from what is stored now.</summary>
    /// <param name="step">Null: there is nothing to do.</param>
    /// <param name="owner">Fences the step; without, it may be made by whoever knows.</param>
    /// <param name="isDurable">It has to outlast a power cut too.</param>
    /// <returns>Null: nothing was done, or the entry is gone.</returns>
    public async Task<StoredEntry?> UpdateAsync(StoredEntry? known, Func<OutboxEntry, OutboxEntry?> step, OwnershipEpoch? owner, bool isDurable, CancellationToken cancellationToken)
    {
        while (known is { Entry: var before } && step(before) is { } after)
        {
            var partition = partitions.Of(before.Account);
            var batch = new Batch(partition) { IsDurable = isDurable };
            if (owner is { } epoch)
                batch.RequireOwner(before.Account, epoch);
            var key = OutboxKeys.Entry(partition, before.Account, before.Id);
            var bytes = OutboxCodec.Encode(after);
            batch.Require(key, known.Bytes).Put(key, bytes);
            AddIndexes(batch, before, after);
            await AddKeyRemovalAsync(batch, before, after, cancellationToken);
            var leavesBody = before.NeedsBody && !after.NeedsBody;
            if (leavesBody)
                bodies.AddRemoval(batch, after);
            var events = SubmissionChanges.Between(before, after) is { } change
                ? log.Add(batch, before.Account, await log.FindHeadAsync(before.Account, cancellationToken), [change]).Events
                : [];
            var outcome = await store.ApplyAsync(batch, cancellationToken);
            if (outcome.Applied)
            {
                load.Note(after);
                log.Announce(events);
                if (leavesBody)
                    bodies.Remove(after);
                return new StoredEntry(after, bytes);
            }

            if (owner is not null && outcome.FailedCondition == 0)
                throw new OwnershipLostException(before.Account);
            known = await FindAsync(before.Account, before.Id, cancellationToken);
        }

        return null;
    }

    /// <summary>Forgets an entry that has come to its end.</summary>
    public async Task RemoveAsync(StoredEntry stored, CancellationToken cancellationToken)
    {
        var (entry, partition) = (stored.Entry, partitions.Of(stored.Entry.Account));
        var key = OutboxKeys.Entry(partition, entry.Account, entry.Id);
        var batch = new Batch(partition).Require(key, stored.Bytes).Delete(key).Delete(new DocumentKey(partition, OutboxKeys.Done, entry.Id.ToString()));
        await AddKeyRemovalAsync(batch, entry, cancellationToken);
        await AddMessageRemovalAsync(batch, entry, cancellationToken);
        await store.ApplyAsync(batch, cancellationToken);
    }

    /// <summary>Removes from the indexes what they point at in vain.</summary>
    public Task UnindexAsync(Partition partition, IEnumerable<QueueId> gone, CancellationToken cancellationToken)
    {
        var batch = new Batch(partition);
        foreach (var id in gone)
            batch.Delete(new DocumentKey(partition, OutboxKeys.Open, id.ToString())).Delete(new DocumentKey(partition, OutboxKeys.Done, id.ToString()));
        return batch.Writes.Count == 0 ? Task.CompletedTask : store.ApplyAsync(batch, cancellationToken);
    }

    private static void AddIndexes(Batch batch, OutboxEntry before, OutboxEntry after)
    {
        var id = after.Id.ToString();
        if (after.IsOpen && !before.IsOpen)
            batch.Put(new DocumentKey(batch.Partition, OutboxKeys.Open, id), IndexedEntry.EncodeOpen(after.Account)).Delete(new DocumentKey(batch.Partition, OutboxKeys.Done, id));
        else if (!after.IsOpen)
            batch.Put(new DocumentKey(batch.Partition, OutboxKeys.Done, id), IndexedEntry.EncodeDone(after)).Delete(new DocumentKey(batch.Partition, OutboxKeys.Open, id));
    }

    private Task AddKeyRemovalAsync(Batch batch, OutboxEntry before, OutboxEntry after, CancellationToken cancellationToken) =>
        after.IsUnsent && !before.IsUnsent ? AddKeyRemovalAsync(batch, after, cancellationToken) : Task.CompletedTask;

    /// <summary>The key may have been taken by another since: then it stays.</summary>
    private async Task AddKeyRemovalAsync(Batch batch, OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (entry.KeyHash is not { } hash || await FindKeyAsync(entry.Account, hash, cancellationToken) is not { } found || found.Key.Queue != entry.Id.ToString())
            return;
        var key = OutboxKeys.Key(batch.Partition, entry.Account, hash);
        batch.Require(key, found.Bytes).Delete(key);
    }

    /// <summary>A later entry may have the same Message-ID: then that one is found.</summary>
    private async Task AddMessageRemovalAsync(Batch batch, OutboxEntry entry, CancellationToken cancellationToken)
    {
        var key = OutboxKeys.Message(batch.Partition, entry.Account, entry.MessageId);
        if (await store.GetAsync(key, cancellationToken) is { } id && Encoding.ASCII.GetString(id) == entry.Id.ToString())
            batch.Require(key, id).Delete(key);
    }
}
