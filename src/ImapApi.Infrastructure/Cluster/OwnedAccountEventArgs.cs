using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Cluster;

/// <param name="isRemoved">It is dropped because it is not registered any more: no other node takes it up.</param>
internal sealed class OwnedAccountEventArgs(AccountId account, bool isRemoved = false) : EventArgs
{
    public AccountId Account { get; } = account;

    public bool IsRemoved { get; } = isRemoved;
}
