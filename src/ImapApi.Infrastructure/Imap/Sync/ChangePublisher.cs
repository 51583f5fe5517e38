using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Storage;
using ImapApi.Infrastructure.Storage.Repositories;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// What is known of an account's mailboxes, and the only way to change it: one batch writes the step of the index, the cursor and the events, on condition
/// that this process still owns the account. What is in memory follows the store, never the other way round.
/// </summary>
internal sealed class ChangePublisher(AccountId account, OwnershipEpoch epoch, IStore store, Partitions partitions, IMailboxIndexes indexes, EventLog log) : IDisposable
{
    // The watcher's loop and the command connection both find changes.
    private readonly SemaphoreSlim _turn = new(1);
    private Dictionary<MailboxPath, TrackedMailbox> _mailboxes = [];
    private EventHead? _head;

    /// <summary>Events were logged for this account before, but what was known of its mailboxes is gone.</summary>
    private bool _wasLost;

    /// <summary>Mailboxes whose stored index could not be read.</summary>
    private IReadOnlyList<MailboxNumber> _damaged = [];
    private volatile bool _isLoaded;

    public AccountProgress Progress { get; private set; } = AccountProgress.None;

    public IReadOnlyCollection<TrackedMailbox> Mailboxes => Volatile.Read(ref _mailboxes).Values;

    public TrackedMailbox? Find(MailboxPath path) => Volatile.Read(ref _mailboxes).GetValueOrDefault(path);

    /// <summary>Reads what is stored, unless what is in memory is known to be the same. To be called before each look at a mailbox.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (_isLoaded)
            return;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_isLoaded)
                return;
            var stored = await indexes.LoadAsync(account, cancellationToken);
            var former = _head;
            _head = await log.FindHeadAsync(account, cancellationToken);
            Volatile.Write(ref _mailboxes, stored.Mailboxes.ToDictionary(mailbox => mailbox.Path));
            // The first event is that the account was added; what is told from the second on is stored together with the progress.
            _wasLost = stored.Progress is null && _head is { Sequence: > 1 };
            Progress = stored.Progress ?? AccountProgress.None;
            _damaged = stored.Damaged;
            _isLoaded = true;
            // A batch of which it was not known whether it had been written.
            if (former is { } known && _head is { } now && now.Sequence > known.Sequence)
                log.Announce(await log.ReadAsync(account, known.Sequence, (int)(now.Sequence - known.Sequence), cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>One step of a mailbox, and what it means.</summary>
    /// <param name="mailbox">As it was when the step was found.</param>
    /// <returns>The mailbox after it; null when somebody else has changed it meanwhile, and nothing was written.</returns>
    public async Task<TrackedMailbox?> AdvanceAsync(TrackedMailbox mailbox, IndexDelta delta, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var after = mailbox with { Index = mailbox.Index.Apply(delta) };
        var written = after;
        return await WriteAsync(
            () => Find(mailbox.Path) == mailbox,
            batch => written = indexes.Advance(batch, account, after, delta),
            changes,
            () => Change(mailboxes => mailboxes[mailbox.Path] = written),
            cancellationToken) ? written : null;
    }

    /// <summary>
    /// A mailbox is followed from now on; one that was followed under its path is forgotten. Its messages are not announced: it is new itself, or all its
    /// ids are, or the account is being seen for the first time.
    /// </summary>
    public async Task<TrackedMailbox> FollowAsync(TrackedMailbox mailbox, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var written = mailbox;
        await WriteAsync(
            () => true,
            batch =>
            {
                if (Find(mailbox.Path) is { } former)
                    indexes.Remove(batch, account, former);
                written = indexes.Put(batch, account, mailbox);
                indexes.Put(batch, account, Progress);
            },
            WhenFollowed(mailbox) is { } change ? [change] : [],
            () => Change(mailboxes => mailboxes[mailbox.Path] = written),
            cancellationToken);
        return written;
    }

    /// <summary>The mailbox is gone.</summary>
    public Task ForgetAsync(TrackedMailbox mailbox, IReadOnlyList<Change> changes, CancellationToken cancellationToken) => WriteAsync(
        () => Find(mailbox.Path) == mailbox,
        batch => indexes.Remove(batch, account, mailbox),
        changes,
        () => Change(mailboxes => mailboxes.Remove(mailbox.Path)),
        cancellationToken);

    /// <summary>Something about the account as a whole.</summary>
    public Task ReportAsync(AccountProgress progress, IReadOnlyList<Change> changes, CancellationToken cancellationToken) => progress == Progress && changes.Count == 0
        ? Task.CompletedTask
        : WriteAsync(() => true, batch => indexes.Put(batch, account, progress), changes, () => Progress = progress, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private Change? WhenFollowed(TrackedMailbox mailbox)
    {
        var isLost = _damaged.Contains(mailbox.Number) || (_wasLost && !Progress.IsInitialized);
        uint? former = Find(mailbox.Path)?.Index.UidValidity ?? (isLost ? mailbox.Index.UidValidity : null);
        return former is not null ? new Change.MailboxReset(mailbox.Path, mailbox.Name, mailbox.SpecialUse, mailbox.Index.UidValidity, former)
            : Progress.IsInitialized ? new Change.MailboxAdded(mailbox.Path, mailbox.Name, mailbox.SpecialUse, RenamedFrom: null)
            : null;
    }

    private void Change(Action<Dictionary<MailboxPath, TrackedMailbox>> change)
    {
        // Readers look at it without waiting.
        var mailboxes = new Dictionary<MailboxPath, TrackedMailbox>(_mailboxes);
        change(mailboxes);
        Volatile.Write(ref _mailboxes, mailboxes);
    }

    private async Task<bool> WriteAsync(Func<bool> stillHolds, Action<Batch> writes, IReadOnlyList<Change> changes, Action written, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (stillHolds())
            {
                var batch = new Batch(partitions.Of(account)).RequireOwner(account, epoch);
                writes(batch);
                var (head, events) = changes.Count == 0 ? (_head, []) : Add(batch, changes);
                var outcome = await store.ApplyAsync(batch, cancellationToken);
                if (outcome.Applied)
                {
                    written();
                    _head = head;
                    log.Announce(events);
                    return true;
                }

                if (outcome.FailedCondition == 0)
                    throw new OwnershipLostException(account);
                // Somebody else has logged an event of this account.
                _head = await log.FindHeadAsync(account, cancellationToken);
            }

            return false;
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            // Whether it was written is not known: what is stored is read again before anything is built on it.
            _isLoaded = false;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private (EventHead? Head, IReadOnlyList<LoggedEvent> Events) Add(Batch batch, IReadOnlyList<Change> changes)
    {
        var (head, events) = log.Add(batch, account, _head, changes);
        return (head, events);
    }
}
