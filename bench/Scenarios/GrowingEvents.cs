using System.Diagnostics;
using System.Text.Json;
using ImapApi.Bench.Children;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>More and more new mail, until no more of it is told in the same time.</summary>
internal sealed class GrowingEvents : IScenario
{
    private const int AccountCount = 500;
    private const int Seconds = 4;

    public string Name => "growth-events";

    public string Title => "Growth: events a second";

    public string Method =>
        $"{AccountCount} accounts that idle at the server of the other growth curves, which has new messages for them at a rate, for {Seconds} s, each for the next account that idles. " +
        "A sink on the loopback counts the webhooks: events told are those by the time from the first delivery until the last webhook is there.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        using var responder = new ResponderChild();
        await using var sink = new WebhookSink();
        await using var product = await Product.StartAsync(stage.NewData());
        using var http = product.Connect();
        var accounts = Enumerable.Range(1, stage.Rounds(AccountCount)).Select(number => $"busy{number}").ToList();
        foreach (var account in accounts)
            http.SendOk(Accounts.Registration(account, responder.Port));
        await Accounts.InitializedAsync(product, accounts);
        http.SendOk(HttpWire.Post("/v1/settings", JsonSerializer.Serialize(new { webhooks = sink.Url })));
        await responder.DeliverAsync(100, Seconds);
        var told = new List<CurvePoint>();
        foreach (var rate in new[] { 100, 250, 500, 1000, 2000, 4000 })
        {
            await QuietAsync(sink);
            var before = sink.Count;
            var watch = Stopwatch.StartNew();
            var delivered = await responder.DeliverAsync(rate, Seconds);
            await Eventually.TrueAsync(() => Task.FromResult(sink.Count - before >= delivered), $"{delivered} webhooks; there are {sink.Count - before}", TimeSpan.FromMinutes(1));
            told.Add(new CurvePoint(rate, delivered / watch.Elapsed.TotalSeconds));
            Progress.Say($"    {rate}/s offered: {delivered / (double)Seconds:0}/s taken, {told[^1].Y:0}/s told");
        }

        return [new Figure("events told, at most", told.Max(point => point.Y), "/s") { Curve = new Curve("new messages offered a second", told) }];
    }

    /// <summary>Returns when no webhook has come for half a second.</summary>
    private static async Task QuietAsync(WebhookSink sink)
    {
        for (var last = -1; last != sink.Count;)
        {
            last = sink.Count;
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }
}
