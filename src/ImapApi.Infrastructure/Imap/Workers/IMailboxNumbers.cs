using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>The registry of mailbox numbers: allotted once, kept for good, the first half of every message id.</summary>
internal interface IMailboxNumbers
{
    /// <summary>All numbers ever allotted to the account, also by an earlier registration.</summary>
    Task<IReadOnlyDictionary<MailboxNumber, MailboxIdentity>> LoadAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>The number of this mailbox, allotted now when it has none: one more than the largest. Atomic among nodes.</summary>
    /// <param name="epoch">The caller's ownership; a stale one is refused with <see cref="Cluster.OwnershipLostException"/>.</param>
    Task<MailboxNumber> AllotAsync(AccountId account, MailboxIdentity mailbox, Cluster.OwnershipEpoch epoch, CancellationToken cancellationToken);

    /// <summary>Mailboxes keep their numbers under other paths. All of them, or none.</summary>
    /// <param name="epoch">As in <see cref="AllotAsync"/>.</param>
    Task MoveAsync(AccountId account, IReadOnlyList<MailboxMove> moves, Cluster.OwnershipEpoch epoch, CancellationToken cancellationToken);
}
