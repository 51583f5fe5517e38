using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>Who owns an account, as the store knows it.</summary>
internal interface IOwnership
{
    /// <summary>Begins a new epoch: every earlier owner's writes are refused from now on.</summary>
    Task<OwnershipEpoch> TakeAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Whether nobody has taken the account since: for what leaves the process without a write that the epoch could fence.</summary>
    Task<bool> IsCurrentAsync(AccountId account, OwnershipEpoch epoch, CancellationToken cancellationToken);
}
