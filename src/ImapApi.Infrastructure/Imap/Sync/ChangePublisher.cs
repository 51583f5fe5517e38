using ImapApi.Application.Errors;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// What is known of an account's mailboxes, and the only way to change it: the step of the index, the cursor and the events go into the journal together.
/// What is in memory follows the journal, never the other way round.
/// </summary>
internal sealed class ChangePublisher(IAccountJournal journal) : IDisposable
{
    // The watcher's loop and the command connection both find changes.
    private readonly SemaphoreSlim _turn = new(1);
    private Dictionary<MailboxPath, TrackedMailbox> _mailboxes = [];

    /// <summary>Mailboxes whose stored index could not be read.</summary>
    private IReadOnlyList<MailboxNumber> _damaged = [];

    private bool _wasLost;
    private bool _isProgressStored;
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
            await LoadedAsync(cancellationToken);
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
        return await WriteAsync(
            () => Find(mailbox.Path) != mailbox ? null : new Step([new IndexWrite.Advance(after, delta)], Progress, changes),
            mailboxes => mailboxes[mailbox.Path] = after,
            cancellationToken) ? after : null;
    }

    /// <summary>
    /// A mailbox is followed from now on; one that was followed under its path is forgotten. Its messages are not announced: it is new itself, or all its
    /// ids are, or the account is being seen for the first time.
    /// </summary>
    /// <returns>False when it has come to be followed meanwhile: nothing was written.</returns>
    public Task<bool> FollowAsync(TrackedMailbox mailbox, CancellationToken cancellationToken) => WriteAsync(
        () =>
        {
            var known = Find(mailbox.Path);
            if (known?.Number == mailbox.Number)
                return null;
            IndexWrite[] former = known is null ? [] : [new IndexWrite.Remove(known)];
            return new Step([.. former, new IndexWrite.Put(mailbox)], Progress, WhenFollowed(mailbox) is { } change ? [change] : []);
        },
        mailboxes => mailboxes[mailbox.Path] = mailbox,
        cancellationToken);

    /// <summary>The mailbox is gone.</summary>
    public Task ForgetAsync(TrackedMailbox mailbox, CancellationToken cancellationToken) => WriteAsync(
        () => Find(mailbox.Path) != mailbox
            ? null
            : new Step([new IndexWrite.Remove(mailbox)], Progress, [new Change.MailboxRemoved(mailbox.Path, mailbox.Name, mailbox.SpecialUse)]),
        mailboxes => mailboxes.Remove(mailbox.Path),
        cancellationToken);

    /// <summary>Mailboxes were renamed by us: what is known of them stays.</summary>
    public async Task RenameAsync(IReadOnlyList<MailboxMove> moves, CancellationToken cancellationToken)
    {
        List<(TrackedMailbox Before, TrackedMailbox After)> renamed = [];
        await WriteAsync(
            () => (renamed = Renamed(moves)).Count == 0 ? null : new Step(
                [.. renamed.Select(pair => Find(pair.After.Path)).OfType<TrackedMailbox>().Select(stale => new IndexWrite.Remove(stale)), .. renamed.Select(pair => new IndexWrite.Put(pair.After))],
                Progress,
                [.. renamed.SelectMany(IEnumerable<Change> (pair) =>
                [
                    new Change.MailboxRemoved(pair.Before.Path, pair.Before.Name, pair.Before.SpecialUse),
                    new Change.MailboxAdded(pair.After.Path, pair.After.Name, pair.After.SpecialUse, pair.Before.Path),
                ])]),
            mailboxes =>
            {
                foreach (var (before, after) in renamed)
                {
                    mailboxes.Remove(before.Path);
                    mailboxes[after.Path] = after;
                }
            },
            cancellationToken);
    }

    /// <summary>Something about the account as a whole.</summary>
    /// <param name="next">From the progress so far; null: nothing has to be written.</param>
    public Task ReportAsync(Func<AccountProgress, (AccountProgress Progress, Change? Change)> next, CancellationToken cancellationToken) => WriteAsync(
        () =>
        {
            var (progress, change) = next(Progress);
            return progress == Progress && change is null ? null : new Step([], progress, change is null ? [] : [change]);
        },
        _ => { },
        cancellationToken);

    public void Dispose() => _turn.Dispose();

    private async Task LoadedAsync(CancellationToken cancellationToken)
    {
        if (_isLoaded)
            return;
        var stored = await journal.LoadAsync(cancellationToken);
        Volatile.Write(ref _mailboxes, stored.Mailboxes.ToDictionary(mailbox => mailbox.Path));
        (Progress, _isProgressStored) = (stored.Progress ?? AccountProgress.None, stored.Progress is not null);
        (_wasLost, _damaged, _isLoaded) = (stored.WasLost, stored.Damaged, true);
    }

    /// <param name="step">Decided when it is this caller's turn; null: nothing is to be written any more.</param>
    /// <param name="written">Brings what is in memory up to it.</param>
    private async Task<bool> WriteAsync(Func<Step?> step, Action<Dictionary<MailboxPath, TrackedMailbox>> written, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Step? decided;
            do
            {
                await LoadedAsync(cancellationToken);
                decided = step();
                if (decided is null)
                    return false;
                // Where something else is stored than was loaded, it is decided anew.
                _isLoaded = await journal.WriteAsync(decided.Writes, _isProgressStored && decided.Progress == Progress ? null : decided.Progress, decided.Changes, cancellationToken);
            }
            while (!_isLoaded);

            (Progress, _isProgressStored) = (decided.Progress, true);
            // Readers look at it without waiting.
            var mailboxes = new Dictionary<MailboxPath, TrackedMailbox>(_mailboxes);
            written(mailboxes);
            Volatile.Write(ref _mailboxes, mailboxes);
            return true;
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            _isLoaded = false;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private List<(TrackedMailbox Before, TrackedMailbox After)> Renamed(IReadOnlyList<MailboxMove> moves)
    {
        var renamed = new List<(TrackedMailbox, TrackedMailbox)>();
        foreach (var move in moves)
        {
            if (Find(move.From.Path) is { } before && before.Number == move.Number)
                renamed.Add((before, before with { Path = move.To.Path, Name = move.Name }));
        }

        return renamed;
    }

    private Change? WhenFollowed(TrackedMailbox mailbox)
    {
        var isLost = _damaged.Contains(mailbox.Number) || (_wasLost && !Progress.IsInitialized);
        uint? former = Find(mailbox.Path)?.Index.UidValidity ?? (isLost ? mailbox.Index.UidValidity : null);
        return former is not null ? new Change.MailboxReset(mailbox.Path, mailbox.Name, mailbox.SpecialUse, mailbox.Index.UidValidity, former)
            : Progress.IsInitialized ? new Change.MailboxAdded(mailbox.Path, mailbox.Name, mailbox.SpecialUse, RenamedFrom: null)
            : null;
    }

    private sealed record Step(IReadOnlyList<IndexWrite> Writes, AccountProgress Progress, IReadOnlyList<Change> Changes);
}
