using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>Pages the program has not seen.</summary>
internal sealed class UncachedListing : IScenario
{
    private const int PerRound = 30;
    private const int Pages = Stage.Messages / Stage.PageSize;
    /// <summary>More than the program remembers as listed: each is asked for as if it were new.</summary>
    private const int WarmingPages = 100;

    public string Name => "listing-uncached";

    public string Title => "Listing, uncached, one caller";

    public string Method =>
        $"Another page of {Stage.PageSize} each time, none twice, alternating with the bare full FETCH of the same page; " +
        "then the same with the cache off (`--imap:cacheBytes 0`). The code is warm from the listing of other pages.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var rounds = stage.Rounds(15);
        var cold = await SeriesAsync(stage, rounds);
        var off = await SeriesAsync(stage, rounds, "--imap:cacheBytes", "0");
        return
        [
            .. Percentiles.Of("another page each time", cold["product"], "full FETCH", cold["full"], _ => Target.Max(4, "p50 ≤ 4 ms")),
            .. Percentiles.Of("cache off", off["product"], "full FETCH", off["full"], _ => Target.Max(4, "p50 ≤ 4 ms")),
        ];
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<Latency>>> SeriesAsync(Stage stage, int rounds, params string[] arguments)
    {
        await using var product = await stage.StartAsync([Stage.Reader], arguments);
        Warming.Up(product, [.. Enumerable.Range(Pages - WarmingPages, WarmingPages).Select(page => Urls.Listing(Stage.Reader, page))]);
        using var http = product.Connect();
        using var wire = await stage.ConnectBareAsync(Stage.Reader);
        var pages = Enumerable.Range(10, rounds * PerRound).ToArray();
        new Random(1).Shuffle(pages);
        var listings = pages.Select(page => HttpWire.Get(Urls.Listing(Stage.Reader, page))).ToList();
        var fetches = pages.Select(page => BareCommands.Outline(BareCommands.Page(page, Stage.PageSize, Stage.Messages))).ToList();
        return new Interleaved(rounds, PerRound)
            .Add("product", call => http.SendOk(listings[call]))
            .Add("full", call => wire.Run(fetches[call]))
            .Run();
    }
}
