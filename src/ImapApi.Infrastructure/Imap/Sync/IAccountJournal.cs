using ImapApi.Domain.Changes;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>
/// Where an account's owner keeps what it knows of its mailboxes, and logs what happens to them: both in one step, or neither. Used by one caller at a time.
/// </summary>
internal interface IAccountJournal
{
    /// <summary>All that is stored, in one read. Events of which it was not known whether they had been written are announced now.</summary>
    Task<StoredIndexes> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Writes all of it, or nothing.</summary>
    /// <returns>False: a write of which it was not known what had become of it has come through since all was loaded. Nothing was written; load again.</returns>
    /// <param name="progress">Null: as it is.</param>
    /// <exception cref="Cluster.OwnershipLostException">Somebody else owns the account now.</exception>
    /// <exception cref="Application.Errors.StoreUnavailableException">It may have been written, or not: load before anything is built on it.</exception>
    Task<bool> WriteAsync(IReadOnlyList<IndexWrite> writes, AccountProgress? progress, IReadOnlyList<Change> changes, CancellationToken cancellationToken);
}
