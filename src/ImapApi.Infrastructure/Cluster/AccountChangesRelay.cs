using ImapApi.Infrastructure.Storage.Repositories;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>An account that was stored here may be another node's, which has to hear of it.</summary>
internal sealed partial class AccountChangesRelay(AccountChanges changes, OwnedAccounts owned, IGrainFactory grains, ThisNode node, ILogger<AccountChangesRelay> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (node.HasOthers)
            changes.Changed += Relay;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        changes.Changed -= Relay;
        return Task.CompletedTask;
    }

    private void Relay(object? sender, AccountChangeEventArgs change)
    {
        if (change.Account is not null && owned.Find(change.Id) is null)
            _ = RelayAsync(change);
    }

    private async Task RelayAsync(AccountChangeEventArgs change)
    {
        try
        {
            await grains.GetGrain<IAccountGrain>(change.Id.Key).RefreshAsync();
        }
#pragma warning disable CA1031 // The owner looks at all of its accounts now and then: this only makes it sooner.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogNotTold(logger, change.Id.Value, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "the owner of account {Account} was not told that it is changed: {Reason}")]
    private static partial void LogNotTold(ILogger logger, string account, string reason);
}
