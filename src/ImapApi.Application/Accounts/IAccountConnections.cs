using ImapApi.Application.Cluster;
using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Accounts;

/// <summary>The life of the accounts' IMAP connections.</summary>
public interface IAccountConnections
{
    /// <summary>Makes sure that the account has an owner, which connects in the background with the settings that are stored now.</summary>
    Task StartAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Drops the connections and connects anew, at once, with the settings that are stored now.</summary>
    Task ReconnectAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Looks for changes in every mailbox, as soon as the account is connected.</summary>
    Task SyncAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>Closes the connections and gives up the ownership.</summary>
    Task StopAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>As its owner sees it, wherever that is; <see cref="AccountStatus.Initial"/> when none answers.</summary>
    Task<AccountStatus> GetStatusAsync(AccountId account, CancellationToken cancellationToken);

    Task<AccountOwner> GetOwnerAsync(AccountId account, CancellationToken cancellationToken);

    /// <summary>The states of the accounts that have an owner, of all nodes.</summary>
    Task<IReadOnlyDictionary<AccountId, AccountState>> GetStatesAsync(CancellationToken cancellationToken);
}
