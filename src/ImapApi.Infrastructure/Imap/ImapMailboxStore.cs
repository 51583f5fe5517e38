using ImapApi.Application.Mailboxes;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Imap;

/// <summary>An account's mailboxes, asked of its IMAP server by its worker.</summary>
internal sealed class ImapMailboxStore(IAccountWorkers workers) : IMailboxStore
{
    public Task<IReadOnlyList<Mailbox>> ListAsync(AccountId account, bool counters, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new ListAll(counters), cancellationToken);

    public Task<MailboxCreated> CreateAsync(AccountId account, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new Create(names), cancellationToken);

    public Task DeleteAsync(AccountId account, MailboxPath path, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new Delete(path), cancellationToken);

    public Task<MailboxPath> RenameAsync(AccountId account, MailboxPath path, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new Rename(path, names), cancellationToken);

    public Task SubscribeAsync(AccountId account, MailboxPath path, bool subscribed, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new Subscribe(path, subscribed), cancellationToken);

    public Task<MailboxQuota> GetQuotaAsync(AccountId account, MailboxPath path, CancellationToken cancellationToken) =>
        workers.RunAsync(account, new FetchQuota(path), cancellationToken);
}
