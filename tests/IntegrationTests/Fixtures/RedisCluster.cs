using System.Globalization;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A Redis Cluster. One node is enough to have refused whatever would not stay in one slot; several hold a part of the slots each.</summary>
public sealed class RedisCluster : IAsyncLifetime
{
    private const int Slots = 16384;

    private readonly (RedisServer Server, int BusPort)[] _nodes;

    public RedisCluster() : this(1)
    {
    }

    internal RedisCluster(int nodes) => _nodes = [.. Enumerable.Range(0, nodes).Select(_ => Prepare(FreePort.Next()))];

    public string Address => $"redis://{_nodes[0].Server.Endpoint}";

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < _nodes.Length; i++)
        {
            await _nodes[i].Server.InitializeAsync();
            await _nodes[i].Server.ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", Slots * i / _nodes.Length, (Slots * (i + 1) / _nodes.Length) - 1);
            if (i > 0)
                await _nodes[0].Server.ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", _nodes[i].Server.Port, _nodes[i].BusPort);
        }

        foreach (var (server, _) in _nodes)
            await Eventually.TrueAsync(async () => await IsWholeAsync(server), "the cluster is whole");
    }

    /// <summary>How many keys each of the nodes holds.</summary>
    public async Task<IReadOnlyList<long>> CountKeysAsync() => [.. await Task.WhenAll(_nodes.Select(async node => (long)await node.Server.ExecuteAsync("DBSIZE")))];

    public Task ClearAsync() => Task.WhenAll(_nodes.Select(node => node.Server.ExecuteAsync("FLUSHALL")));

    public async ValueTask DisposeAsync()
    {
        foreach (var (server, _) in _nodes)
            await server.DisposeAsync();
    }

    private async Task<bool> IsWholeAsync(RedisServer server)
    {
        var told = (string)(await server.ExecuteAsync("CLUSTER", "INFO"))!;
        return told.Contains("cluster_state:ok", StringComparison.Ordinal) && told.Contains($"cluster_size:{_nodes.Length}", StringComparison.Ordinal);
    }

    private static (RedisServer Server, int BusPort) Prepare(int busPort) => (
        new RedisServer("--maxmemory-policy", "noeviction", "--appendonly", "yes", "--cluster-enabled", "yes", "--cluster-port", busPort.ToString(CultureInfo.InvariantCulture)), busPort);
}
