using System.Diagnostics;
using System.Text.Json;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>How fast a backlog of events reaches a sink.</summary>
internal sealed class DeliveryThroughput : IScenario
{
    private const int AccountCount = 200;
    private const int Changes = 60;

    public string Name => "deliveries";

    public string Title => "Webhook deliveries a second";

    public string Method =>
        $"{AccountCount} accounts with a backlog of some {Changes} events each, made while no target was set; then a target is set from before them (`webhooksFrom`), and a sink on the loopback counts what comes, in order for each account.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var server = await stage.ServerAsync();
        var accounts = Enumerable.Range(1, stage.Rounds(AccountCount)).Select(number => $"queue{number}").ToList();
        foreach (var account in accounts)
            server.MailOf(account).Deliver(MailFactory.Plain(1));
        await using var sink = new WebhookSink();
        await using var product = await Product.StartAsync(stage.NewData());
        await Accounts.RegisterAsync(product, server, tls: false, accounts);
        await Accounts.InitializedAsync(product, accounts);
        foreach (var account in accounts)
            server.MailOf(account).Deliver(Enumerable.Range(2, Changes).Select(number => MailFactory.Plain(number)));
        using var http = product.Connect();
        await Eventually.TrueAsync(() => Task.FromResult(accounts.All(account => Accounts.EventCount(http, account) >= Changes)), "the backlog is there", TimeSpan.FromMinutes(2));
        var expected = accounts.Sum(account => Accounts.EventCount(http, account));

        var watch = Stopwatch.StartNew();
        http.SendOk(HttpWire.Post("/v1/settings", JsonSerializer.Serialize(new { webhooks = sink.Url, webhooksFrom = "2020-01-01T00:00:00Z" })));
        await Eventually.TrueAsync(() => Task.FromResult(sink.Count >= expected), $"{expected} webhooks; there are {sink.Count}", TimeSpan.FromMinutes(2));
        var rate = expected / watch.Elapsed.TotalSeconds;
        return [new Figure("deliveries", rate, "/s") { Target = Target.Min(1000, "≥ 1,000/s"), Note = $"{expected} events in {watch.Elapsed.TotalSeconds:0.0} s" }];
    }
}
