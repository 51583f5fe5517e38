using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;

namespace ImapApi.TestKit.Fakes;

/// <summary>Accounts in a dictionary.</summary>
internal sealed class InMemoryAccountStore : IAccountStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    public Task<Account?> FindAsync(AccountId id, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_accounts.GetValueOrDefault(id.Value));
    }

    public IAsyncEnumerable<Account> ListAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
            return _accounts.Values.ToArray().ToAsyncEnumerable();
    }

    public IAsyncEnumerable<AccountId> ListIdsAsync(CancellationToken cancellationToken) => ListAsync(cancellationToken).Select(account => account.Id);

    public Task<bool> SaveAsync(Account account, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var isNew = !_accounts.ContainsKey(account.Id.Value);
            _accounts[account.Id.Value] = account;
            return Task.FromResult(isNew);
        }
    }

    public Task<(Account Before, Account After)?> UpdateAsync(AccountId id, Func<Account, Account> change, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_accounts.TryGetValue(id.Value, out var before))
                return Task.FromResult<(Account, Account)?>(null);
            var after = change(before);
            _accounts[id.Value] = after;
            return Task.FromResult<(Account, Account)?>((before, after));
        }
    }

    public Task<bool> RemoveAsync(AccountId id, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_accounts.Remove(id.Value));
    }
}
