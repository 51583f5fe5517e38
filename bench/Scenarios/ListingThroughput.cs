using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>Many callers, one account.</summary>
internal sealed class ListingThroughput : IScenario
{
    public string Name => "listing-throughput";

    public string Title => "Listings per second, one account";

    public string Method =>
        $"{Stage.Crowd.Count} callers on keep-alive connections, all listing one account: first all the same page, then each a page of his own, so that no two requests are alike. " +
        $"The floor is the full FETCH of the same pages on {Stage.Crowd.Count} bare connections; the program has one.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        await using var product = await stage.StartAsync([Stage.Reader]);
        var pages = Enumerable.Range(0, Stage.Crowd.Count).ToList();
        Warming.Up(product, [.. pages.Select(page => Urls.Listing(Stage.Reader, page))]);
        var https = pages.Select(_ => product.Connect()).ToList();
        var wires = new List<ImapWire>();
        foreach (var _ in pages)
            wires.Add(await stage.ConnectBareAsync(Stage.Reader));
        var listings = pages.Select(page => HttpWire.Get(Urls.Listing(Stage.Reader, page))).ToList();
        var fetches = pages.Select(page => BareCommands.Outline(BareCommands.Page(page, Stage.PageSize, Stage.Messages))).ToList();

        var series = new InterleavedCrowds(stage.Rounds(6), TimeSpan.FromSeconds(1.5))
            .Add("same", [.. pages.Select(page => (Action)(() => https[page].SendOk(listings[0])))])
            .Add("bare same", [.. pages.Select(page => (Action)(() => wires[page].Run(fetches[0])))])
            .Add("own", [.. pages.Select(page => (Action)(() => https[page].SendOk(listings[page])))])
            .Add("bare own", [.. pages.Select(page => (Action)(() => wires[page].Run(fetches[page])))])
            .Run();
        https.ForEach(http => http.Dispose());
        wires.ForEach(wire => wire.Dispose());
        return
        [
            Rates.Of("all the same page", series["same"], "full FETCH", series["bare same"], Target.Min(3500, "≥ 3,500/s"), "32/s"),
            Rates.Of("each a page of his own", series["own"], "full FETCH", series["bare own"], Target.Min(3500, "≥ 3,500/s")),
        ];
    }
}
