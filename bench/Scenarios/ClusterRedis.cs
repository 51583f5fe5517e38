using System.Diagnostics;
using System.Text.Json;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>What a cluster asks of its Redis and keeps there: what has to be multiplied to know how far one Redis reaches.</summary>
internal sealed class ClusterRedis : IScenario
{
    private const int Before = 20;
    private const int Messages = 200;
    private const int Listings = 1000;

    /// <summary>As long as the slowest of what a node does again and again.</summary>
    private const int Watched = 60;

    /// <summary>For what is noted after the answer or the webhook.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(2);

    public string Name => "cluster-redis";

    public string Title => "Cluster: what Redis is asked, and what it keeps";

    public string Method =>
        $"Nodes on a Redis with an append-only file, and a real Dovecot. Calls are those of `INFO commandstats`, commands within a transaction or a script included; what is idle is watched for {Watched} s. " +
        "A node: the slope over 1 and 3 nodes without accounts. An account: the slope over two numbers of accounts on 3 nodes, for the calls and for `used_memory`. " +
        $"An event: {Messages} messages are delivered, to as many accounts, and a sink on the loopback counts the webhooks. A listing: {Listings:#,0} of one warm page, at the owner and through another node. " +
        "Of the last two, what the idle cluster asks in the same time is taken off.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var server = await stage.ServerAsync();
        int[] counts = [stage.Rounds(100), stage.Rounds(400)];
        var accounts = Enumerable.Range(1, counts[^1]).Select(number => $"kept{number}").ToList();
        foreach (var account in accounts)
            server.MailOf(account).Deliver(MailFactory.Mixed(1, Before));

        await using var cluster = await Cluster.StartAsync(1, stage.NewData);
        var redis = cluster.Redis;
        var seconds = stage.Short(Watched, 5);
        var one = await IdleAsync(redis, seconds, "one node");
        await cluster.JoinAsync();
        await cluster.JoinAsync();
        var three = await IdleAsync(redis, seconds, "three nodes");
        var idle = new List<(double Accounts, double PerSecond)>();
        var memory = new List<(double Accounts, double Bytes)>();
        var registered = 0;
        foreach (var count in counts)
        {
            await cluster.RegisterAsync(server, accounts.GetRange(registered, count - registered), count);
            registered = count;
            await Accounts.InitializedAsync(cluster.Nodes[0], accounts.GetRange(0, count));
            idle.Add((count, (await IdleAsync(redis, seconds, $"{count} accounts")).Total / (double)seconds));
            memory.Add((count, await Settled.ReadAsync(() => redis.UsedMemory)));
        }

        var background = idle[^1].PerSecond;
        return
        [
            new Figure("calls of an idle node", Slope.Of([(1, one.Total / (double)seconds), (3, three.Total / (double)seconds)]), "/s")
            {
                Rounds = [one.Total / (double)seconds, three.Total / (double)seconds],
                Note = $"one node, each second: {one.Most(seconds)}; three: {three.Most(seconds)}. Redis {redis.Info("redis_version")}",
            },
            new Figure("calls of an idle account", Slope.Of(idle) * 3600, "an hour") { Note = string.Join("; ", idle.Select(point => $"{point.Accounts:0} accounts: {point.PerSecond:0.00} calls a second")) },
            await EventsAsync(cluster, server, accounts, background),
            await ListingsAsync(cluster, accounts[0], atOwner: true, background),
            await ListingsAsync(cluster, accounts[0], atOwner: false, background),
            new Figure($"memory of an account with {Before} messages", Slope.Of(memory) / 1024, "KiB") { Note = string.Join("; ", memory.Select(point => $"{point.Accounts:0} accounts: {point.Bytes / 1024:#,0} KiB in use")) },
        ];
    }

    private static async Task<RedisCounts> IdleAsync(Redis redis, int seconds, string what)
    {
        await Task.Delay(After);
        var counts = await RedisCounts.DuringAsync(redis, () => Task.Delay(TimeSpan.FromSeconds(seconds)));
        Progress.Say($"    {what}: {counts.Most(seconds)} a second");
        return counts;
    }

    private static async Task<Figure> EventsAsync(Cluster cluster, DovecotServer server, List<string> accounts, double background)
    {
        await using var sink = new WebhookSink();
        using var http = cluster.Nodes[0].Connect();
        http.SendOk(HttpWire.Post("/v1/settings", JsonSerializer.Serialize(new { webhooks = sink.Url })));
        await Task.Delay(After);
        var watch = Stopwatch.StartNew();
        var counts = await RedisCounts.DuringAsync(cluster.Redis, async () =>
        {
            for (var number = 0; number < Messages; number++)
                server.MailOf(accounts[number % accounts.Count]).Deliver(MailFactory.Plain(number));
            await Eventually.TrueAsync(() => Task.FromResult(sink.Count >= Messages), $"{Messages} webhooks; there are {sink.Count}", TimeSpan.FromMinutes(2));
            await Task.Delay(After);
        });
        return PerPiece("calls of a new message that is told", counts, sink.Count, watch.Elapsed, background);
    }

    private static async Task<Figure> ListingsAsync(Cluster cluster, string account, bool atOwner, double background)
    {
        using var http = cluster.Nodes[0].Connect();
        var owner = Cluster.OwnerOf(http, account).Port;
        using var asked = cluster.Nodes.First(node => node.Port == owner == atOwner).Connect();
        var listing = HttpWire.Get(Urls.Listing(account));
        asked.SendOk(listing);
        await Task.Delay(After);
        var watch = Stopwatch.StartNew();
        var counts = await RedisCounts.DuringAsync(cluster.Redis, async () =>
        {
            for (var call = 0; call < Listings; call++)
                asked.SendOk(listing);
            await Task.Delay(After);
        });
        return PerPiece(atOwner ? "calls of a listing at the owner" : "calls of a listing through another node", counts, Listings, watch.Elapsed, background);
    }

    private static Figure PerPiece(string name, RedisCounts counts, int pieces, TimeSpan time, double background) =>
        new(name, Math.Max(0, counts.Total - (background * time.TotalSeconds)) / pieces, "calls")
        {
            Note = $"{counts.Total:#,0} calls for {pieces:#,0} in {time.TotalSeconds:0.0} s, those of the idle cluster among them; by each: {counts.Most(pieces)}",
        };
}
