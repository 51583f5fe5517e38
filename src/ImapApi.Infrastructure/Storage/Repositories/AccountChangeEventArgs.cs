using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <param name="account">As it is stored now; null: it is removed.</param>
internal sealed class AccountChangeEventArgs(AccountId id, Account? account) : EventArgs
{
    public AccountId Id { get; } = id;

    public Account? Account { get; } = account;
}
