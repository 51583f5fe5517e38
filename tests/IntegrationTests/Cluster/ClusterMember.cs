using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>One of the program, and its wire to Redis.</summary>
internal sealed class ClusterMember(ApiProcess api, FaultyWire wire) : IAsyncDisposable
{
    public ApiProcess Api => api;

    public FaultyWire Wire => wire;

    public bool Runs => !api.HasExited && !IsPaused;

    public bool IsPaused { get; private set; }

    public async Task<JsonElement[]> NodesAsync() => (await api.Client.GetAsync("/v1/stats")).Ok().At("cluster").Items("nodes");

    public Task PauseAsync()
    {
        IsPaused = true;
        return api.PauseAsync();
    }

    public Task ContinueAsync()
    {
        IsPaused = false;
        return api.ContinueAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await wire.DisposeAsync();
    }
}
