namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// An account's owner; its key is <see cref="Domain.Accounts.AccountId.Key"/>. The activation is the ownership: while it lives, the account's worker runs
/// in its process and nowhere else. It carries no mail data.
/// </summary>
[Alias("ImapApi.IAccountGrain")]
internal interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Activates the grain, which starts the worker; does nothing when it runs already.</summary>
    [Alias("Start")]
    Task StartAsync();

    /// <summary>Connects anew, now, with the settings that are stored now.</summary>
    [Alias("Reconnect")]
    Task ReconnectAsync();

    /// <summary>Looks for changes in every mailbox.</summary>
    [Alias("Sync")]
    Task SyncAsync();

    /// <summary>Stops the worker and gives up the ownership.</summary>
    [Alias("Stop")]
    Task StopAsync();
}
