using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Accounts;

/// <summary>The registered accounts. Every call throws <see cref="Errors.StoreUnavailableException"/> while the store is away.</summary>
public interface IAccountStore
{
    Task<Account?> FindAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>All accounts in ordinal order of their ids.</summary>
    IAsyncEnumerable<Account> ListAsync(CancellationToken cancellationToken);

    /// <summary>Ids only, cheaper than <see cref="ListAsync"/>.</summary>
    IAsyncEnumerable<AccountId> ListIdsAsync(CancellationToken cancellationToken);

    /// <summary>Creates or replaces. True when the account is new.</summary>
    Task<bool> SaveAsync(Account account, CancellationToken cancellationToken);

    /// <summary>
    /// Applies <paramref name="change"/> to the stored account atomically (again from the newest value when somebody else was faster).
    /// </summary>
    /// <returns>The account before and after; null when there is none.</returns>
    Task<(Account Before, Account After)?> UpdateAsync(AccountId id, Func<Account, Account> change, CancellationToken cancellationToken);

    /// <summary>Removes the account and all that is stored for it but its mailbox numbers. False when there was none.</summary>
    Task<bool> RemoveAsync(AccountId id, CancellationToken cancellationToken);
}
