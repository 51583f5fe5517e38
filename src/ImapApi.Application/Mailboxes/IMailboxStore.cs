using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Application.Mailboxes;

/// <summary>An account's mailboxes, as its server has them now.</summary>
public interface IMailboxStore
{
    Task<IReadOnlyList<Mailbox>> ListAsync(AccountId account, bool counters, CancellationToken cancellationToken);

    /// <summary>Creates a mailbox, its parents included, and subscribes to it.</summary>
    /// <param name="names">The path's names from the top; joined with the server's own hierarchy delimiter.</param>
    Task<MailboxCreated> CreateAsync(AccountId account, IReadOnlyList<string> names, CancellationToken cancellationToken);

    Task DeleteAsync(AccountId account, MailboxPath path, CancellationToken cancellationToken);

    /// <summary>Renames a mailbox and those below it; the ids of their messages stay. <see cref="Errors.ConflictException"/> where the new path is taken.</summary>
    /// <param name="names">As for <see cref="CreateAsync"/>.</param>
    Task<MailboxPath> RenameAsync(AccountId account, MailboxPath path, IReadOnlyList<string> names, CancellationToken cancellationToken);

    Task SubscribeAsync(AccountId account, MailboxPath path, bool subscribed, CancellationToken cancellationToken);

    Task<MailboxQuota> GetQuotaAsync(AccountId account, MailboxPath path, CancellationToken cancellationToken);
}
