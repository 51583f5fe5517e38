using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Cluster;

namespace ImapApi.Infrastructure.Imap.Sync;

internal interface IAccountJournals
{
    /// <param name="epoch">The caller's ownership: with a newer one nothing more is written.</param>
    IAccountJournal Open(AccountId account, OwnershipEpoch epoch);
}
