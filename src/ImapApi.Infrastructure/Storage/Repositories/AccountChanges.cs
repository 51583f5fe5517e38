using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>Tells in this process that an account was stored or removed.</summary>
internal sealed class AccountChanges
{
    public event EventHandler<AccountChangeEventArgs>? Changed;

    /// <param name="account">Null: removed.</param>
    public void Tell(AccountId id, Account? account) => Changed?.Invoke(this, new AccountChangeEventArgs(id, account));
}
