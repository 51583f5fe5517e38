using System.Diagnostics;
using ImapApi.Bench.Children;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>From a small mailbox to a million messages.</summary>
internal sealed class GrowingMailbox : IScenario
{
    private const int Listings = 200;

    public string Name => "growth-mailbox";

    public string Title => "Growth: messages in a mailbox";

    public string Method =>
        "An account with a mailbox of so many messages, every thousandth UID missing and every fiftieth message unread, at a server without extensions that makes them up as it is asked " +
        "(`bench/Children/Responder.cs`). First sync: from the registration until `accountInitialized` is in the log. Index: what the resident set has grown by then, once it has come to rest, " +
        "with a small first generation. Then the newest page, which was listed before.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        int[] sizes = [1000, 10_000, 100_000, stage.Rounds(1_000_000)];
        using var responder = new ResponderChild();
        var syncs = new List<CurvePoint>();
        var indexes = new List<CurvePoint>();
        var listings = new List<CurvePoint>();
        foreach (var size in sizes)
        {
            await using var product = await Product.StartAsync(stage.NewData(), SmallNursery.Of);
            using var http = product.Connect();
            await RegisterAsync(product, http, responder.Port, "m20-warm");
            Warming.Up(product, Urls.Listing("m20-warm"));
            var before = await Settled.ReadAsync(() => product.Facts.Rss);
            var watch = Stopwatch.StartNew();
            var account = $"m{size}-grown";
            await RegisterAsync(product, http, responder.Port, account);
            syncs.Add(new CurvePoint(size, watch.Elapsed.TotalSeconds));
            indexes.Add(new CurvePoint(size, (await Settled.ReadAsync(() => product.Facts.Rss) - before) / 1024.0));
            var listing = HttpWire.Get(Urls.Listing(account));
            http.SendOk(listing);
            listings.Add(new CurvePoint(size, Median.Of(new Interleaved(4, Listings / 4).Add("listing", _ => http.SendOk(listing)).Run()["listing"].Select(round => round.P50))));
            Progress.Say($"    {size} messages: {syncs[^1].Y:0.00} s, {indexes[^1].Y:0.0} MiB, {listings[^1].Y:0.00} ms");
        }

        return
        [
            new Figure($"first sync of {sizes[^1]:#,0} messages", syncs[^1].Y, "s") { Curve = new Curve("messages", syncs) },
            new Figure($"memory grown with {sizes[^1]:#,0} messages", indexes[^1].Y, "MiB") { Curve = new Curve("messages", indexes) },
            new Figure($"listing of {sizes[^1]:#,0} messages, p50", listings[^1].Y, "ms") { Curve = new Curve("messages", listings) },
        ];
    }

    private static async Task RegisterAsync(Product product, HttpWire http, int port, string account)
    {
        http.SendOk(Accounts.Registration(account, port));
        await Accounts.InitializedAsync(product, [account]);
    }
}
