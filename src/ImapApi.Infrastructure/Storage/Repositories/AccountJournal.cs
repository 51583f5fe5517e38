using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Imap.Sync;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>
/// One batch for each write: the steps of the indexes, the progress and the events, fenced by the ownership epoch. A change is in the log exactly when it is
/// in the index.
/// </summary>
internal sealed class AccountJournal(AccountId account, OwnershipEpoch epoch, IStore store, Partition partition, EventLog log) : IAccountJournal
{
    private readonly IndexCollection _indexes = new(partition, AccountKeys.MailboxIndexes(account));
    private EventHead? _head;

    public async Task<StoredIndexes> LoadAsync(CancellationToken cancellationToken)
    {
        var (progress, mailboxes, damaged) = _indexes.Read(await store.ListAsync(partition, AccountKeys.MailboxIndexes(account), cancellationToken));
        var former = _head;
        _head = await log.FindHeadAsync(account, cancellationToken);
        if (former is { } known && _head is { } now && now.Sequence > known.Sequence)
            log.Announce(await log.ReadAsync(account, known.Sequence, (int)(now.Sequence - known.Sequence), cancellationToken));
        // The first event is that the account was added; what is told from the second on is stored together with the progress.
        return new StoredIndexes(progress, WasLost: progress is null && _head is { Sequence: > 1 }, mailboxes, damaged);
    }

    public async Task<bool> WriteAsync(IReadOnlyList<IndexWrite> writes, AccountProgress? progress, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var batch = new Batch(partition).RequireOwner(account, epoch);
            var written = _indexes.Write(batch, writes, progress);
            var (head, events) = changes.Count == 0 ? (_head, []) : Add(batch, changes);
            var outcome = await store.ApplyAsync(batch, cancellationToken);
            if (outcome.Applied)
            {
                _indexes.Note(written);
                _head = head;
                log.Announce(events);
                return true;
            }

            if (outcome.FailedCondition == 0)
                throw new OwnershipLostException(account);
            if (outcome.FailedCondition == 1)
                return false;
            // Somebody else has logged an event of this account.
            _head = await log.FindHeadAsync(account, cancellationToken);
        }
    }

    private (EventHead? Head, IReadOnlyList<LoggedEvent> Events) Add(Batch batch, IReadOnlyList<Change> changes)
    {
        var (head, events) = log.Add(batch, account, _head, changes);
        return (head, events);
    }
}
