using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>Many callers, each with an account of his own.</summary>
internal sealed class AccountsThroughput : IScenario
{
    public string Name => "accounts-throughput";

    public string Title => "Listings per second, sixteen accounts";

    public string Method =>
        $"{Stage.Crowd.Count} callers on keep-alive connections, each listing the newest {Stage.PageSize} messages of an account of his own. " +
        "The floor is the full FETCH on as many bare connections to the same mailboxes.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        await using var product = await stage.StartAsync(Stage.Crowd);
        Warming.Up(product, [.. Stage.Crowd.Select(account => Urls.Listing(account))]);
        var callers = Enumerable.Range(0, Stage.Crowd.Count).ToList();
        var https = callers.Select(_ => product.Connect()).ToList();
        var wires = new List<ImapWire>();
        foreach (var user in Stage.Crowd)
            wires.Add(await stage.ConnectBareAsync(user));
        var listings = Stage.Crowd.Select(account => HttpWire.Get(Urls.Listing(account))).ToList();
        var fetch = BareCommands.Outline(BareCommands.Page(0, Stage.PageSize, Stage.SmallMessages));

        var series = new InterleavedCrowds(stage.Rounds(6), TimeSpan.FromSeconds(1.5))
            .Add("product", [.. callers.Select(caller => (Action)(() => https[caller].SendOk(listings[caller])))])
            .Add("bare", [.. callers.Select(caller => (Action)(() => wires[caller].Run(fetch)))])
            .Run();
        https.ForEach(http => http.Dispose());
        wires.ForEach(wire => wire.Dispose());
        return [Rates.Of("listings", series["product"], "full FETCH", series["bare"], Target.Min(2000, "≥ 2,000/s"))];
    }
}
