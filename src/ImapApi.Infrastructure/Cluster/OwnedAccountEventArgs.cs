using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Cluster;

internal sealed class OwnedAccountEventArgs(AccountId account) : EventArgs
{
    public AccountId Account { get; } = account;
}
