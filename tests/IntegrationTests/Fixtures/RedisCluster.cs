using System.Globalization;
using StackExchange.Redis;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A Redis Cluster of one node: it refuses whatever would not stay in one slot, as a larger one does.</summary>
public sealed class RedisCluster : IAsyncLifetime
{
    private readonly RedisServer _server = new(
        "--maxmemory-policy", "noeviction", "--appendonly", "yes", "--cluster-enabled", "yes", "--cluster-port", FreePort.Next().ToString(CultureInfo.InvariantCulture));

    public string Address => $"redis://{_server.Endpoint}";

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        await _server.ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", 0, 16383);
        await Eventually.TrueAsync(async () => ((string)(await _server.ExecuteAsync("CLUSTER", "INFO"))!).Contains("cluster_state:ok", StringComparison.Ordinal), "the cluster is whole");
    }

    public Task<RedisResult> ClearAsync() => _server.ExecuteAsync("FLUSHALL");

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
