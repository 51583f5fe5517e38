using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>The stored indexes of an account's mailboxes. They are written by batches that also carry the events, see <see cref="ChangePublisher"/>.</summary>
internal interface IMailboxIndexes
{
    /// <summary>All that is stored for the account, in one read.</summary>
    Task<StoredIndexes> LoadAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>A mailbox that is followed from now on, or whose index was made anew.</summary>
    /// <returns>The mailbox, with how it will be stored.</returns>
    TrackedMailbox Put(Batch batch, AccountId account, TrackedMailbox mailbox);

    /// <summary>One step of a mailbox: short steps are appended, now and then the whole is written.</summary>
    /// <param name="mailbox">As it is after the step.</param>
    /// <returns>The mailbox, with how it will be stored.</returns>
    TrackedMailbox Advance(Batch batch, AccountId account, TrackedMailbox mailbox, IndexDelta delta);

    void Remove(Batch batch, AccountId account, TrackedMailbox mailbox);

    void Put(Batch batch, AccountId account, AccountProgress progress);
}
