using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>Sees to it that an account has its one owner.</summary>
internal interface IAccountOwners
{
    /// <summary>Returns when the account's worker runs.</summary>
    Task StartAsync(AccountId account, CancellationToken cancellationToken);
}
