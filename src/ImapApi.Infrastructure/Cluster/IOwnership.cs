using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>Who owns an account, as the store knows it.</summary>
internal interface IOwnership
{
    /// <summary>Begins a new epoch: every earlier owner's writes are refused from now on.</summary>
    Task<OwnershipEpoch> TakeAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>The latest epoch: for what leaves the process without a write that the epoch could fence.</summary>
    /// <returns>Null: the account is removed, or was never owned.</returns>
    Task<OwnershipEpoch?> FindAsync(AccountId account, CancellationToken cancellationToken);
}
