using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Servers;

/// <summary>Several of the program on one Redis of their own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const int Callers = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Func<string> _newData;
    private readonly Action<ProcessStartInfo> _prepare;
    private readonly List<Product> _nodes = [];
    private readonly string _secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private Cluster(Redis redis, Func<string> newData, Action<ProcessStartInfo> prepare)
    {
        Redis = redis;
        _newData = newData;
        _prepare = prepare;
    }

    public Redis Redis { get; }

    /// <summary>Those that were started and not taken out.</summary>
    public IReadOnlyList<Product> Nodes => _nodes;

    /// <param name="count">How many nodes.</param>
    /// <param name="newData">Names a directory nobody has used.</param>
    /// <param name="prepare">Changes how each process is started.</param>
    public static async Task<Cluster> StartAsync(int count, Func<string> newData, Action<ProcessStartInfo>? prepare = null)
    {
        var cluster = new Cluster(await Redis.StartAsync(newData()), newData, prepare ?? (_ => { }));
        try
        {
            for (var number = 0; number < count; number++)
                await cluster.JoinAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more node; returns when all know of it.</summary>
    public async Task<Product> JoinAsync()
    {
        var node = await Product.StartAsync(
            _newData(),
            _prepare,
            "--dbs:redis", $"redis://127.0.0.1:{Redis.Port}/0", "--security:key", _key, "--cluster:enabled", "true", "--cluster:name", "bench",
            "--cluster:address", $"127.0.0.1:{FreePort.Next()}", "--cluster:secret", _secret);
        _nodes.Add(node);
        foreach (var each in _nodes)
        {
            using var http = each.Connect();
            await Eventually.TrueAsync(() => Task.FromResult(Read(http).Nodes.Count(other => other.IsActive) == _nodes.Count), $"{_nodes.Count} nodes serve accounts");
        }

        return node;
    }

    /// <summary>It is about to end: nothing is asked of it any more.</summary>
    public Product TakeLast()
    {
        var node = _nodes[^1];
        _nodes.RemoveAt(_nodes.Count - 1);
        return node;
    }

    /// <summary>What the node tells: all nodes, and how many accounts are connected.</summary>
    public static (IReadOnlyList<ClusterNode> Nodes, int Connected) Read(HttpWire http)
    {
        using var stats = Accounts.Read(http, "/v1/stats");
        var nodes = stats.RootElement.GetProperty("cluster").GetProperty("nodes").EnumerateArray().Select(Read).ToList();
        return (nodes, stats.RootElement.GetProperty("connections").TryGetProperty("connected", out var number) ? number.GetInt32() : 0);
    }

    public static AccountOwner OwnerOf(HttpWire http, string account)
    {
        using var found = Accounts.Read(http, $"/v1/account/{account}");
        var root = found.RootElement;
        return new AccountOwner(new Uri(root.GetProperty("node").GetString()!).Port, root.GetProperty("epoch").GetInt64(), root.GetProperty("state").GetString() == "connected");
    }

    public static IReadOnlyDictionary<string, AccountOwner> OwnersOf(HttpWire http, IReadOnlyList<string> accounts) =>
        accounts.ToDictionary(account => account, account => OwnerOf(http, account));

    /// <summary>Registers the accounts at all nodes in turn; returns when these and the ones before are connected.</summary>
    public async Task RegisterAsync(DovecotServer server, IReadOnlyList<string> accounts, int all)
    {
        var wires = Enumerable.Range(0, Callers).Select(caller => _nodes[caller % _nodes.Count].Connect()).ToList();
        var next = -1;
        Crowd.RunAll([.. wires.Select(wire => (Action)(() =>
        {
            for (var number = Interlocked.Increment(ref next); number < accounts.Count; number = Interlocked.Increment(ref next))
                wire.SendOk(Accounts.Registration(accounts[number], server, tls: true));
        }))]);
        wires.ForEach(wire => wire.Dispose());
        using var http = _nodes[0].Connect();
        await Eventually.TrueAsync(() => Task.FromResult(Read(http).Connected == all), $"{all} accounts are connected", Patience);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        Redis.Dispose();
    }

    private static ClusterNode Read(JsonElement node) => new(
        node.TryGetProperty("http", out var http) ? new Uri(http.GetString()!).Port : 0,
        node.GetProperty("state").GetString() == "active",
        node.GetProperty("accounts").GetInt32());
}
