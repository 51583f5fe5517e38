using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Imap.Sync;

namespace ImapApi.Infrastructure.Storage.Repositories;

internal sealed class AccountJournals(IStore store, Partitions partitions, EventLog log) : IAccountJournals
{
    public IAccountJournal Open(AccountId account, OwnershipEpoch epoch) => new AccountJournal(account, epoch, store, partitions.Of(account), log);
}
