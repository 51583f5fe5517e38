using ImapApi.Domain.Changes;
using ImapApi.Infrastructure.Cluster;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>Tells when the journal is another owner's: the connections that were opened for it have to be closed then.</summary>
internal sealed class WatchedJournal(IAccountJournal journal, Action? lost) : IAccountJournal
{
    public Task<StoredIndexes> LoadAsync(CancellationToken cancellationToken) => journal.LoadAsync(cancellationToken);

    public async Task<bool> WriteAsync(IReadOnlyList<IndexWrite> writes, AccountProgress? progress, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        try
        {
            return await journal.WriteAsync(writes, progress, changes, cancellationToken);
        }
        catch (OwnershipLostException)
        {
            lost?.Invoke();
            throw;
        }
    }
}
