using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Hosting;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>Lets a node start only once the store is open: who is in the cluster stands in the same Redis.</summary>
internal sealed class StoreWait(StoreSupervisor store, TimeProvider time) : IHostedService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (store.Problem is not null)
            await Task.Delay(Interval, time, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
