using System.Collections.Concurrent;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>Which accounts this process owns, and since when: told by their grains, for those who act for an account besides its worker.</summary>
internal sealed class OwnedAccounts
{
    private readonly ConcurrentDictionary<AccountId, OwnershipEpoch> _epochs = new();

    /// <summary>An account is owned, or owned anew. Raised within the grain: whoever listens takes note and returns.</summary>
    public event EventHandler<OwnedAccountEventArgs>? Taken;

    /// <summary>An account is another's, or nobody's.</summary>
    public event EventHandler<OwnedAccountEventArgs>? Dropped;

    public IReadOnlyCollection<AccountId> All => [.. _epochs.Keys];

    /// <returns>Null: it is not this process's.</returns>
    public OwnershipEpoch? Find(AccountId account) => _epochs.TryGetValue(account, out var epoch) ? epoch : null;

    public void Take(AccountId account, OwnershipEpoch epoch)
    {
        _epochs[account] = epoch;
        Taken?.Invoke(this, new OwnedAccountEventArgs(account));
    }

    public void Drop(AccountId account)
    {
        if (_epochs.TryRemove(account, out _))
            Dropped?.Invoke(this, new OwnedAccountEventArgs(account));
    }
}
