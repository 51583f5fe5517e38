using System.Collections.Concurrent;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>Which accounts this process owns, and since when: told by their grains, for those who act for an account besides its worker.</summary>
internal sealed class OwnedAccounts(TimeProvider time)
{
    private readonly ConcurrentDictionary<AccountId, Ownership> _accounts = new();

    /// <summary>An account is owned, or owned anew. Raised within the grain: whoever listens takes note and returns.</summary>
    public event EventHandler<OwnedAccountEventArgs>? Taken;

    /// <summary>An account is another's, or nobody's.</summary>
    public event EventHandler<OwnedAccountEventArgs>? Dropped;

    public int Count => _accounts.Count;

    public IReadOnlyCollection<AccountId> All => [.. _accounts.Keys];

    /// <returns>Null: it is not this process's.</returns>
    public OwnershipEpoch? Find(AccountId account) => _accounts.TryGetValue(account, out var ownership) ? ownership.Epoch : null;

    /// <returns>Null: it is not this process's.</returns>
    public Ownership? FindOwnership(AccountId account) => _accounts.GetValueOrDefault(account);

    /// <summary>Begins something that should be over before the account is handed to another node.</summary>
    /// <returns>Null: it is not this process's, or will not be in a moment.</returns>
    public IDisposable? TryEnter(AccountId account) => FindOwnership(account)?.TryEnter();

    /// <param name="lost">Gives it up.</param>
    public void Take(AccountId account, OwnershipEpoch epoch, Action? lost = null)
    {
        _accounts[account] = new Ownership(epoch, time.GetUtcNow(), lost);
        Taken?.Invoke(this, new OwnedAccountEventArgs(account));
    }

    /// <summary>Lets nobody begin anything for the account any more, and waits for those who have: a while, for a caller may read slowly.</summary>
    public async Task LeaveAsync(AccountId account, TimeSpan atMost)
    {
        if (FindOwnership(account) is { } ownership)
            await ownership.LeaveAsync().WaitAsync(atMost, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The store has refused a write of this process: another has the account, and nothing is done for it here any more.</summary>
    public void Lose(AccountId account) => FindOwnership(account)?.Lose();

    public void Drop(AccountId account, bool isRemoved = false)
    {
        if (_accounts.TryRemove(account, out _))
            Dropped?.Invoke(this, new OwnedAccountEventArgs(account, isRemoved));
    }
}
