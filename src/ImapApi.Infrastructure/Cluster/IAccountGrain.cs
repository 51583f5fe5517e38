namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// An account's owner; its key is <see cref="Domain.Accounts.AccountId.Key"/>. The activation is the ownership: while it lives, the account's worker runs
/// in its process and nowhere else. It carries no mail data. What fails is answered, not thrown: exceptions lose their shape between processes.
/// </summary>
[Alias("ImapApi.IAccountGrain")]
internal interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Sees to it that the worker runs, and says where.</summary>
    [Alias("Start")]
    Task<OwnerAnswer> StartAsync();

    /// <summary>Connects anew, now, with the settings that are stored now.</summary>
    [Alias("Reconnect")]
    Task<OwnerAnswer> ReconnectAsync();

    /// <summary>Looks for changes in every mailbox.</summary>
    [Alias("Sync")]
    Task<OwnerAnswer> SyncAsync();

    /// <summary>The account was stored by another node: whoever goes by its settings here looks again.</summary>
    [Alias("Refresh")]
    Task RefreshAsync();

    /// <summary>Stops the worker and gives up the ownership.</summary>
    [Alias("Stop")]
    Task StopAsync();

    /// <summary>Goes to the node that the placement chooses now, when that is another.</summary>
    [Alias("Move")]
    Task MoveAsync();
}
