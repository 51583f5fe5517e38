using System.Globalization;
using ImapApi.Bench.Children;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>What accounts with decent servers notice of accounts whose servers do their worst.</summary>
internal sealed class HostileNeighbours : IScenario
{
    private const int Each = 3;
    private const int Callers = 2;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenReconnects = TimeSpan.FromSeconds(1);

    public string Name => "hostile-neighbours";

    public string Title => "Hostile neighbours";

    public string Method =>
        $"{Callers} callers list {Stage.Crowd.Count} accounts of a real Dovecot in turn, for {Round.TotalSeconds:0} s at a time, alternating: without others, and beside {Each * HostileServer.Ways.Count} accounts whose server, " +
        $"once a mailbox is opened, misbehaves in {HostileServer.Ways.Count} ways ({string.Join(", ", HostileServer.Ways)}: lines, words, literals and nesting without end, a mailbox of two billion messages, a byte now and then, silence, BYE). " +
        $"Each of them is told to connect anew every {BetweenReconnects.TotalSeconds:0} s, which nobody would do; by themselves they would rest ever longer. The server is a process of its own on the same two cores.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        await using var product = await stage.StartAsync(Stage.Crowd);
        using var hostile = new ChildServer("child-hostile");
        Warming.Up(product, [.. Stage.Crowd.Select(account => Urls.Listing(account))]);
        var listings = Stage.Crowd.Select(account => HttpWire.Get(Urls.Listing(account))).ToList();
        var wires = Enumerable.Range(0, Callers).Select(_ => product.Connect()).ToList();
        var alone = new List<Latency>();
        var beside = new List<Latency>();
        for (var round = 0; round < stage.Rounds(16); round++)
        {
            alone.Add(List(wires, listings));
            var accounts = HostileServer.Ways.SelectMany(way => Enumerable.Range(1, Each).Select(number => string.Create(CultureInfo.InvariantCulture, $"{way}-{round}-{number}"))).ToList();
            using var http = product.Connect();
            foreach (var account in accounts)
                http.SendOk(Accounts.Registration(account, hostile.Port));
            using (new Timer(_ => Reconnect(product, accounts), null, BetweenReconnects, BetweenReconnects))
                beside.Add(List(wires, listings));
            foreach (var account in accounts)
                http.SendOk(HttpWire.Delete($"/v1/account/{account}"));
        }

        wires.ForEach(wire => wire.Dispose());
        return [Of("p50", latency => latency.P50), Of("p95", latency => latency.P95), Of("p99", latency => latency.P99) with { Target = Target.Max(1.2 * Median.Of(alone.Select(latency => latency.P99)), "≤ 1.2 × without them") }];

        Figure Of(string what, Func<Latency, double> read) => new($"listing beside them, {what}", Median.Of(beside.Select(read)), "ms")
        {
            Floor = new Floor("without them", Median.Of(alone.Select(read))) { Rounds = [.. alone.Select(read)] },
            Rounds = [.. beside.Select(read)],
        };
    }

    private static Latency List(List<HttpWire> wires, List<byte[]> listings)
    {
        var next = new int[wires.Count];
        return Crowd.Run([.. wires.Select((wire, caller) => (Action)(() => wire.SendOk(listings[(next[caller]++ + (caller * listings.Count / wires.Count)) % listings.Count])))], Round).Latency;
    }

    private static void Reconnect(Product product, List<string> accounts)
    {
        try
        {
            using var http = product.Connect();
            foreach (var account in accounts)
                http.Send(HttpWire.Put($"/v1/account/{account}/reconnect", "{}"));
        }
        catch (IOException)
        {
            // The round is over, and with it the program's connection.
        }
    }
}
