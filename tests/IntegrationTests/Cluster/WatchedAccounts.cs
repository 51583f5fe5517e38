using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>
/// Accounts that get mail while things happen to the nodes. Each message is numbered, so that afterwards the event log and the webhooks can be held against what
/// was delivered: each message told once, with numbers that have no gap.
/// </summary>
internal sealed class WatchedAccounts(DovecotServer server, IReadOnlyList<string> ids)
{
    private readonly ConcurrentDictionary<string, int> _delivered = new();

    /// <summary>How many there are: a few, or as many as <c>tests/cluster.sh</c> asks for.</summary>
    public static int Count { get; } = Environment.GetEnvironmentVariable("IMAPAPI_CLUSTER_ACCOUNTS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 30;

    public IReadOnlyList<string> Ids => ids;

    /// <summary>None is between two nodes, and no node has so many more than its share that it would hand some over.</summary>
    public static bool AreSpread(JsonElement[] nodes)
    {
        var share = (Count + nodes.Length - 1) / nodes.Length;
        return nodes.Sum(node => node.Number("accounts")) == Count && nodes.All(node => node.Number("accounts") <= share + Math.Max(1, share / 20));
    }

    public static async Task<WatchedAccounts> RegisterAsync(SharedServers servers, ApiClient api, int count)
    {
        var server = await servers.DovecotAsync();
        string[] ids = [.. Enumerable.Range(0, count).Select(_ => servers.NewUser())];
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (id, _) => await api.RegisterAsync(id, Registration.Imap(server.Port, id)));
        var accounts = new WatchedAccounts(server, ids);
        await accounts.EachAsync(api, "accountInitialized");
        return accounts;
    }

    /// <summary>One more message for each account, put there behind everybody's back.</summary>
    public void Deliver()
    {
        foreach (var id in ids)
            server.MailOf(id).Deliver(MailFactory.Plain(_delivered.AddOrUpdate(id, 1, (_, count) => count + 1)));
    }

    /// <summary>Each account's first message is in its log.</summary>
    public Task UntilFirstIsToldAsync(ApiClient api) => EachAsync(api, "messageNew");

    /// <summary>Goes on with delivering until it is done.</summary>
    public async Task WhileDeliveringAsync(Func<Task> work)
    {
        var working = work();
        var random = new Random(ids.Count);
        while (!working.IsCompleted)
        {
            var id = ids[random.Next(ids.Count)];
            server.MailOf(id).Deliver(MailFactory.Plain(_delivered.AddOrUpdate(id, 1, (_, count) => count + 1)));
            await Task.WhenAny(working, Task.Delay(25));
        }

        await working;
    }

    /// <summary>How long it takes from now until all of them are connected, at whichever node.</summary>
    public async Task<TimeSpan> UntilConnectedAsync(ApiClient api, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        await Eventually.TrueAsync(
            async () => (await api.GetAsync("/v1/stats")).Ok().At("connections") is var states && states.TryGetProperty("connected", out var connected) && connected.GetInt32() == ids.Count,
            $"{ids.Count} accounts are connected",
            within ?? TimeSpan.FromMinutes(2));
        return watch.Elapsed;
    }

    /// <summary>Each message that was delivered is told once, the numbers have no gap, and every event is posted, under one id and always the same.</summary>
    public async Task ShouldBeToldAsync(ApiClient api, WebhookSink sink)
    {
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, _) => await ShouldBeToldAsync(api, id));
        var logged = new HashSet<string>();
        foreach (var id in ids)
            logged.UnionWith((await EventsAsync(api, id)).Select(e => e.Text("eventId")));
        await sink.UntilAsync(all => logged.IsSubsetOf(all.Select(webhook => webhook.EventId)), "every event is posted");
        foreach (var same in sink.Received.GroupBy(webhook => webhook.EventId))
            same.Select(webhook => webhook.Body).Distinct().Count().ShouldBe(1, same.Key);
    }

    /// <summary>The mail server has one connection for each account, and none from anybody who owned it before; a second one may be open for another mailbox.</summary>
    public Task UntilOneConnectionEachAsync() => Eventually.TrueAsync(
        async () =>
        {
            var connections = await server.CountConnectionsAsync();
            return ids.All(id => connections.GetValueOrDefault(id) == 1);
        },
        "the mail server has one connection for each account",
        TimeSpan.FromMinutes(3));

    /// <summary>Each account's number of owners so far, and the node of the last.</summary>
    public async Task<IReadOnlyDictionary<string, (long Epoch, string Node)>> OwnersAsync(ApiClient api)
    {
        var owners = new Dictionary<string, (long, string)>();
        foreach (var account in (await api.GetAsync("/v1/accounts?pageSize=1000")).Ok().Items("accounts"))
            owners[account.Text("account")] = (account.At("epoch").GetInt64(), account.Text("node"));
        return owners;
    }

    private Task EachAsync(ApiClient api, string type) => Parallel.ForEachAsync(
        ids, new ParallelOptions { MaxDegreeOfParallelism = 8 },
        async (id, _) => await Eventually.TrueAsync(async () => (await EventsAsync(api, id)).Any(e => e.Text("event") == type), $"{id} has an event {type}"));

    private async Task ShouldBeToldAsync(ApiClient api, string id)
    {
        var expected = _delivered.GetValueOrDefault(id);
        JsonElement[] events = [];
        await Eventually.TrueAsync(
            async () => (events = await EventsAsync(api, id)).Count(e => e.Text("event") == "messageNew") >= expected, $"all {expected} messages of {id} are told", TimeSpan.FromMinutes(2));
        var told = events.Where(e => e.Text("event") == "messageNew").Select(e => e.At("data").Number("uid")).ToList();
        told.ShouldBe(Enumerable.Range(1, expected), id);
        events.Select(e => e.At("seq").GetInt64()).ShouldBe(Enumerable.Range(1, events.Length).Select(number => (long)number), id);
    }

    private static async Task<JsonElement[]> EventsAsync(ApiClient api, string id) => (await api.GetAsync($"/v1/events?account={id}&after=0&limit=1000")).Ok().Items("events");
}
