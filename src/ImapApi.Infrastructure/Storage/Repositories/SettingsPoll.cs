using ImapApi.Application.Errors;
using Microsoft.Extensions.Hosting;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>Notices settings that another process has changed: a node of the cluster, or a command-line tool.</summary>
internal sealed class SettingsPoll(SettingsRepository settings, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await settings.GetAsync(stoppingToken);
            }
            catch (StoreUnavailableException)
            {
                // The last known settings hold until the store is back.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
