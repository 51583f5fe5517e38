using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>The first page after a pause: the watcher has gone back to IDLE and has to leave it.</summary>
internal sealed class IdleListing : IScenario
{
    /// <summary>Longer than the watcher stays out of IDLE after a request.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(350);

    public string Name => "listing-idle";

    public string Title => "Listing after a pause";

    public string Method =>
        $"The newest {Stage.PageSize} messages, known already, with {Pause.TotalMilliseconds:0} ms between two requests, so that each has to end IDLE first. " +
        "The floor does the same on a bare connection: `DONE`, its answer, the full FETCH.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        await using var product = await stage.StartAsync([Stage.Reader]);
        Warming.Up(product, Urls.Listing(Stage.Reader));
        using var http = product.Connect();
        using var wire = await stage.ConnectBareAsync(Stage.Reader);
        var listing = HttpWire.Get(Urls.Listing(Stage.Reader));
        var outline = BareCommands.Outline(BareCommands.Page(0, Stage.PageSize, Stage.Messages));
        var series = new Interleaved(stage.Rounds(8), 5)
            .Add("product", _ => http.SendOk(listing), () => Thread.Sleep(Pause))
            .Add("bare", _ => wire.LeaveIdle(outline), () => Idle(wire))
            .Run();
        return Percentiles.Of("listing after a pause", series["product"], "DONE, full FETCH", series["bare"])
            .Where(figure => !figure.Name.EndsWith("p99", StringComparison.Ordinal))
            .ToList();
    }

    private static void Idle(ImapWire wire)
    {
        wire.Idle();
        Thread.Sleep(Pause);
    }
}
