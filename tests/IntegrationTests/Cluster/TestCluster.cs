using System.Security.Cryptography;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>Several of the program on one Redis, which each reaches through a wire of its own.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly RedisServer _redis = new();
    private readonly List<ClusterMember> _members = [];
    private readonly string _name = $"test-{Guid.NewGuid():N}";
    private readonly string _secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly string[] _arguments;

    private TestCluster(string[] arguments) => _arguments = arguments;

    public RedisServer Redis => _redis;

    public IReadOnlyList<ClusterMember> Members => _members;

    public ClusterMember this[int number] => _members[number];

    /// <summary>Returns when all of them know of each other.</summary>
    public static async Task<TestCluster> StartAsync(int nodes, params string[] arguments)
    {
        var cluster = new TestCluster(arguments);
        try
        {
            await cluster._redis.StartAsync();
            for (var i = 0; i < nodes; i++)
                await cluster.JoinAsync();
            await cluster.UntilNodesAsync(nodes);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more node. It may not be known to the others yet.</summary>
    public async Task<ClusterMember> JoinAsync()
    {
        var wire = new FaultyWire(_redis.Port);
        var node = ApiProcess.Prepare(
            [
                "--dbs:redis", $"redis://127.0.0.1:{wire.Port}/0", "--security:key", _key, "--cluster:enabled", "true", "--cluster:name", _name,
                "--cluster:address", $"127.0.0.1:{FreePort.Next()}", "--cluster:secret", _secret, .. _arguments,
            ]);
        var member = new ClusterMember(node, wire);
        _members.Add(member);
        await node.StartAsync();
        return member;
    }

    /// <summary>The nodes, as the first one that runs tells of them, once there are so many that serve accounts.</summary>
    public Task<JsonElement[]> UntilNodesAsync(int count, TimeSpan? within = null) => UntilAsync(
        nodes => nodes.Length == count && nodes.All(node => node.Text("state") == "active"), $"{count} nodes serve accounts", within);

    /// <summary>The nodes once it is so, as every one that runs tells of them.</summary>
    public async Task<JsonElement[]> UntilAsync(Func<JsonElement[], bool> condition, string what, TimeSpan? within = null)
    {
        JsonElement[] told = [];
        foreach (var member in _members.Where(member => member.Runs))
            await Eventually.TrueAsync(async () => condition(told = await member.NodesAsync()), what, within);
        return told;
    }

    /// <summary>The member at which the account is served.</summary>
    public async Task<ClusterMember> OwnerAsync(string account, ClusterMember? ask = null)
    {
        var node = (await (ask ?? _members.First(member => member.Runs)).Api.Client.GetAsync(Registration.PathOf(account))).Ok().Text("node");
        return _members.Single(member => member.Runs && new Uri(node).Port == member.Api.Port);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
            await member.DisposeAsync();
        await _redis.DisposeAsync();
    }
}
