using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>The page everybody looks at.</summary>
internal sealed class WarmListing : IScenario
{
    public string Name => "listing-warm";

    public string Title => "Listing, warm, one caller";

    public string Method =>
        $"The newest {Stage.PageSize} of {Stage.Messages:#,0} messages again and again over one keep-alive connection, alternating with the bare commands and with a request " +
        "that touches no mail (`/health/live`).";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        await using var product = await stage.StartAsync([Stage.Reader]);
        Warming.Up(product, Urls.Listing(Stage.Reader), "/health/live");
        using var http = product.Connect();
        using var wire = await stage.ConnectBareAsync(Stage.Reader);
        var listing = HttpWire.Get(Urls.Listing(Stage.Reader));
        var health = HttpWire.Get("/health/live");
        var set = BareCommands.Page(0, Stage.PageSize, Stage.Messages);
        var outline = BareCommands.Outline(set);
        var flags = BareCommands.Flags(set);

        var cpu = 0.0;
        var calls = 0;
        var series = new Interleaved(stage.Rounds(30), 100)
            .Add("product", _ => http.SendOk(listing))
            .Add("full", _ => wire.Run(outline))
            .Add("flags", _ => wire.Run(flags))
            .Add("health", _ => http.SendOk(health))
            .Run();
        // Apart, because processor time is counted in hundredths of a second.
        var before = product.Facts.Cpu;
        for (; calls < stage.Rounds(2000); calls++)
            http.SendOk(listing);
        cpu = (product.Facts.Cpu - before) * 1000 / calls;

        return
        [
            .. Percentiles.Of(
                "listing",
                series["product"],
                "full FETCH",
                series["full"],
                floor => Target.Max(0.6 * floor, "p50 ≤ 0.6 × floor"),
                "49.9 ms"),
            new Figure("listing, p50, against what it has to ask", Median.Of(series["product"].Select(round => round.P50)), "ms")
            {
                Floor = new Floor("FETCH (UID FLAGS)", Median.Of(series["flags"].Select(round => round.P50))),
            },
            Percentiles.Of("request without mail", series["health"])[0],
            new Figure("processor time of the program for one listing", cpu, "ms"),
        ];
    }
}
