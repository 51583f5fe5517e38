using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>How fast small messages go through the outbox to a submission server, and how exactly scheduled ones leave.</summary>
internal sealed class Submitting : IScenario
{
    private const int AccountCount = 16;
    private const int OneByOne = 400;
    private const int Scheduled = 20;
    private const int BetweenMilliseconds = 250;

    public string Name => "submit";

    public string Title => "Submitting messages";

    public string Method =>
        $"A sink on the loopback takes messages as fast as it can, from accounts that only send. One caller submits {OneByOne} small messages one after another; then {AccountCount} accounts submit for five seconds, a caller each; then {Scheduled} messages are scheduled {BetweenMilliseconds} ms apart, and it is noted when each is there. The store is the embedded one: each message waits for the disk once, before its final dot.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        await using var sink = new SubmissionSink();
        await using var product = await Product.StartAsync(stage.NewData());
        var accounts = Enumerable.Range(1, AccountCount).Select(number => $"sender{number:00}").ToList();
        using (var wire = product.Connect())
        {
            foreach (var account in accounts)
                wire.SendOk(HttpWire.Post("/v1/account", Submissions.Registration(account, sink.Port)));
        }

        var alone = MeasureAlone(stage, product, accounts[0]);
        var crowd = MeasureCrowd(stage, product, accounts);
        var late = await MeasureScheduledAsync(stage, product, sink, accounts[0]);
        return
        [
            new Figure("submit, p50", alone.P50, "ms") { Target = Target.Max(15, "≤ 15 ms"), Note = $"p95 {alone.P95:0.0} ms, p99 {alone.P99:0.0} ms; the sink's own time, some 0.1 ms, is in it" },
            new Figure($"submits, {AccountCount} accounts", crowd.PerSecond, "/s") { Target = Target.Min(150, "≥ 150/s"), Note = $"p50 {crowd.Latency.P50:0.0} ms, p99 {crowd.Latency.P99:0.0} ms" },
            new Figure("scheduled mail, the latest", late, "ms") { Target = Target.Max(1000, "≤ 1 s after its time") },
        ];
    }

    private static Latency MeasureAlone(Stage stage, Product product, string account)
    {
        using var wire = product.Connect();
        var request = Submit(account, sendAt: null);
        for (var i = 0; i < stage.Rounds(OneByOne) / 2; i++)
            wire.SendOk(request);
        var ticks = new long[stage.Rounds(OneByOne)];
        for (var i = 0; i < ticks.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            wire.SendOk(request);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        return Latency.Of(ticks);
    }

    private static CrowdRound MeasureCrowd(Stage stage, Product product, IReadOnlyList<string> accounts)
    {
        var wires = accounts.Select(_ => product.Connect()).ToList();
        try
        {
            var callers = accounts.Select((account, i) =>
            {
                var request = Submit(account, sendAt: null);
                return (Action)(() => wires[i].SendOk(request));
            }).ToList();
            Crowd.Run(callers, TimeSpan.FromSeconds(1));
            return Crowd.Run(callers, TimeSpan.FromSeconds(stage.Rounds(5)));
        }
        finally
        {
            wires.ForEach(wire => wire.Dispose());
        }
    }

    /// <returns>How many milliseconds after its time the latest was there.</returns>
    private static async Task<double> MeasureScheduledAsync(Stage stage, Product product, SubmissionSink sink, string account)
    {
        using var wire = product.Connect();
        var latest = 0.0;
        for (var i = 0; i < stage.Rounds(Scheduled); i++)
        {
            var (before, due) = (sink.Count, TimeProvider.System.GetUtcNow().AddMilliseconds(BetweenMilliseconds));
            var start = Stopwatch.GetTimestamp();
            wire.Send(Submit(account, due));
            await Eventually.TrueAsync(() => Task.FromResult(sink.Count > before), "the scheduled message is there");
            latest = Math.Max(latest, Stopwatch.GetElapsedTime(start, sink.Last).TotalMilliseconds - BetweenMilliseconds);
        }

        return latest;
    }

    private static byte[] Submit(string account, DateTimeOffset? sendAt)
    {
        var message = new Dictionary<string, object>
        {
            ["from"] = new { address = $"{account}@example.com" },
            ["to"] = new[] { new { address = "bob@example.com" } },
            ["subject"] = "Figures",
            ["text"] = string.Concat(Enumerable.Repeat("A small message, as most are.\n", 20)),
        };
        if (sendAt is { } time)
            message["sendAt"] = time.ToString("O", CultureInfo.InvariantCulture);
        return HttpWire.Post($"/v1/account/{account}/submit", JsonSerializer.Serialize(message));
    }
}
