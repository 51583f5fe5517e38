using System.Buffers.Binary;
using System.Security.Cryptography;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Cluster;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>The outbox on the store.</summary>
internal sealed class StoredOutbox(
    OutboxRepository repository, OutboxBodies bodies, OutboxSender sender, OutboxTimers timers, OutboxLoad load, OwnedAccounts owned, IAccountConnections connections,
    IOptions<OutboxOptions> options, TimeProvider time) : IOutbox
{
    /// <summary>How long an answer waits for what follows a sent message.</summary>
    private static readonly TimeSpan EffectsPatience = TimeSpan.FromSeconds(5);

    public async Task<KeyedSubmission?> FindAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken) => (await FindKeyAsync(account, key, cancellationToken)).Kept;

    public async Task<OutboxEntry?> AddAsync(Account account, ComposedMessage message, SubmissionPlan plan, CancellationToken cancellationToken)
    {
        RefuseTooMuch(account.Id, message.Source.Length);
        var owner = await OwnAsync(account.Id, cancellationToken);
        var entry = Create(account.Id, message, plan, owner);
        (string, KeyDocument, byte[]?)? key = null;
        if (plan.Idempotency is { } asked)
        {
            var (kept, bytes) = await FindKeyAsync(account.Id, asked.Key, cancellationToken);
            if (kept is not null)
                return null;
            key = (asked.Key.Hash, new KeyDocument(entry.Id.ToString(), asked.Fingerprint, entry.Created), bytes);
        }

        if (await WriteAsync(entry, message.Source, key, owner, cancellationToken) is not { } added)
            return null;
        timers.Note(added.Entry);
        return added.Entry;
    }

    public async Task<OutboxEntry> SendAsync(Account account, OutboxEntry entry, ComposedMessage message, CancellationToken cancellationToken)
    {
        // The bytes by which a step is compared follow from the entry: what was written is what it is encoded as.
        var attempt = sender.Start(account, new StoredEntry(entry, OutboxCodec.Encode(entry)), message, OwnerOf(entry));
        using var giveUp = cancellationToken.UnsafeRegister(static attempt => ((OutboxAttempt)attempt!).Abort(), attempt);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var late = cancellationToken.UnsafeRegister(static gone => ((TaskCompletionSource)gone!).TrySetResult(), gone);
        await Task.WhenAny(attempt.Outcome, gone.Task);
        // Given up in time, it ends by itself at once; else it cannot be known in time.
        if (await Task.WhenAny(attempt.Outcome, attempt.Committing) != attempt.Outcome && gone.Task.IsCompleted && !attempt.Outcome.IsCompleted)
            throw new SubmissionPendingException(account.Id, entry.Id);
        var sent = await attempt.Outcome;
        await attempt.Settled.WaitAsync(EffectsPatience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return sent;
    }

    public async Task<OutboxPage> ListAsync(AccountId? account, OutboxState? state, PageRequest page, CancellationToken cancellationToken)
    {
        var found = account is null ? await FindAllAsync(state, cancellationToken) : await FindAllAsync(account, state, cancellationToken);
        var skip = (int)Math.Min(found.Count, (long)page.Page * page.PageSize);
        var entries = await repository.ReadAsync(found.OrderByDescending(entry => entry.Id).Skip(skip).Take(page.PageSize), cancellationToken);
        return new OutboxPage(found.Count, page.Page, page.PagesFor(found.Count), [.. entries.Select(stored => stored.Entry)]);
    }

    public async Task<OutboxEntry?> FindAsync(QueueId id, CancellationToken cancellationToken) => (await repository.FindAsync(id, cancellationToken))?.Entry;

    public async Task<OutboxEntry?> CancelAsync(QueueId id, CancellationToken cancellationToken)
    {
        if (await repository.FindAsync(id, cancellationToken) is not { } stored)
            return null;
        var cancelled = await repository.UpdateAsync(stored, entry => entry.Cancel(time.GetUtcNow()), owner: null, isDurable: false, cancellationToken);
        return (cancelled ?? await repository.FindAsync(stored.Entry.Account, id, cancellationToken))?.Entry;
    }

    private void RefuseTooMuch(AccountId account, long size)
    {
        var (waiting, bytes) = load.Of(account);
        if (waiting >= options.Value.Waiting)
            throw new BusyException($"Already {options.Value.Waiting} messages of account '{account}' wait in the outbox (outbox.waiting). Send fewer, or wait until some have left.");
        if (waiting > 0 && bytes + size > options.Value.WaitingBytes)
            throw new BusyException($"The {waiting} messages of account '{account}' that wait in the outbox, and this one, are more than {options.Value.WaitingMegabytes} MB together (outbox.waitingMegabytes). Wait until some have left.");
    }

    private OutboxEntry Create(AccountId account, ComposedMessage message, SubmissionPlan plan, OwnershipEpoch owner)
    {
        var now = time.GetUtcNow();
        var random = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var entry = new OutboxEntry
        {
            Id = QueueId.Create(now, repository.PartitionOf(account).Number, random),
            Account = account,
            State = plan.SendAt > now ? OutboxState.Scheduled : OutboxState.Queued,
            MessageId = message.MessageId,
            Subject = message.Subject,
            Envelope = message.Envelope,
            Dsn = message.Dsn,
            Reference = plan.Reference,
            Size = message.Source.Length,
            IsQueued = plan.IsQueued,
            SendAt = plan.SendAt,
            NextAttempt = plan.SendAt > now ? plan.SendAt : now,
            KeyHash = plan.Idempotency?.Key.Hash,
        };
        return plan.IsQueued ? entry : entry.Begin(owner.Counter, now)!;
    }

    private async Task<StoredEntry?> WriteAsync(OutboxEntry entry, IMessageSource source, (string, KeyDocument, byte[]?)? key, OwnershipEpoch owner, CancellationToken cancellationToken)
    {
        var body = await bodies.WriteAsync(entry, source, cancellationToken);
        StoredEntry? added = null;
        var isUncertain = false;
        try
        {
            return added = await repository.AddAsync(entry, body, key, owner, cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            isUncertain = true;
            timers.Add(new OutboxTask(OutboxTask.What.Reclaim, entry.Account, entry.Id), time.GetUtcNow());
            throw;
        }
        finally
        {
            if (added is null && !isUncertain)
                await bodies.DiscardAsync(entry, CancellationToken.None);
        }
    }

    /// <summary>What was submitted under the key, if it still counts, and what is stored under it in any case.</summary>
    private async Task<(KeyedSubmission? Kept, byte[]? Bytes)> FindKeyAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken)
    {
        if (await repository.FindKeyAsync(account, key.Hash, cancellationToken) is not var (document, bytes))
            return (null, null);
        return document.Created + IdempotencyKey.Kept > time.GetUtcNow()
            && await repository.FindAsync(account, QueueId.Parse(document.Queue), cancellationToken) is { Entry: { IsUnsent: false } entry }
            ? (new KeyedSubmission(entry, document.Fingerprint), bytes)
            : (null, bytes);
    }

    private async Task<List<IndexedEntry>> FindAllAsync(AccountId account, OutboxState? state, CancellationToken cancellationToken) =>
        [.. (await repository.ListAsync(account, cancellationToken)).Where(stored => state is null || stored.Entry.State == state).Select(stored => new IndexedEntry(stored.Entry.Id, account, stored.Entry.State))];

    private async Task<List<IndexedEntry>> FindAllAsync(OutboxState? state, CancellationToken cancellationToken)
    {
        var lists = await Task.WhenAll(repository.Partitions.Select(partition => repository.ListIndexAsync(partition, withDone: true, cancellationToken)));
        var all = lists.SelectMany(list => list).DistinctBy(entry => entry.Id).ToList();
        if (state is null)
            return all;
        // Of what is open, only the entry itself says in which state it is.
        var open = await repository.ReadAsync(all.Where(entry => entry.Final is null), cancellationToken);
        return [.. all.Where(entry => entry.Final == state), .. open.Where(stored => stored.Entry.State == state).Select(stored => new IndexedEntry(stored.Entry.Id, stored.Entry.Account, Final: null))];
    }

    private async Task<OwnershipEpoch> OwnAsync(AccountId account, CancellationToken cancellationToken)
    {
        if (owned.Find(account) is { } epoch)
            return epoch;
        await connections.StartAsync(account, cancellationToken);
        return owned.Find(account) ?? throw new OwnershipLostException(account);
    }

    private OwnershipEpoch OwnerOf(OutboxEntry entry) =>
        owned.Find(entry.Account) is { } epoch && epoch.Counter == entry.Owner ? epoch : new OwnershipEpoch(entry.Owner, Nonce: 0);
}
