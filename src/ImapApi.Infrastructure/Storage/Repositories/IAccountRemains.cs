using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>What is kept for an account outside of the store, and goes when the account is removed.</summary>
internal interface IAccountRemains
{
    Task RemoveAsync(AccountId account, CancellationToken cancellationToken);
}
