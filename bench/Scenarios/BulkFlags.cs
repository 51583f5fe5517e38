using System.Diagnostics;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>A flag of ten thousand messages by one request.</summary>
internal sealed class BulkFlags : IScenario
{
    private const int Messages = 10_000;
    private const string User = "flagged";
    private const string Bare = "flagged-bare";
    private const int Warming = 8;
    private const double Megabyte = 1_000_000;

    public string Name => "bulk-flags";

    public string Title => $"A flag of {Messages:#,0} messages";

    public string Method =>
        $"`PUT …/messages` with a search that finds all {Messages:#,0} messages of a mailbox: \\Flagged added and removed in turn, alternating with the bare `UID STORE 1:* ±FLAGS.SILENT` in a mailbox like it. The request answers when it was looked at that the server kept the flag. " +
        "Memory is the peak resident set of the program from a request until the events of it are told, less what it was before, each by itself, after eight to warm up, in a second run with a small first generation.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var server = await stage.ServerAsync();
        await Progress.DuringAsync("filling two mailboxes", () => Task.Run(() =>
        {
            foreach (var user in (string[])[User, Bare])
                server.MailOf(user).Seed(1, [.. Enumerable.Range(1, Messages).Select(number => ((uint)number, MailFactory.Plain(number, text: "Short.\r\n")))]);
        }));
        var rounds = stage.Rounds(8);
        return [.. await TimesAsync(stage, server, rounds), await MemoryAsync(stage, server, rounds)];
    }

    private static async Task<IReadOnlyList<Figure>> TimesAsync(Stage stage, DovecotServer server, int rounds)
    {
        await using var product = await StartAsync(stage, server, _ => { });
        using var http = product.Connect();
        using var wire = new ImapWire(server.Port, Bare, DovecotServer.Password);
        http.SendOk(Request(0));
        http.SendOk(Request(1));
        var trips = Math.Max(http.SendOk(Request(0)).RoundTrips, http.SendOk(Request(1)).RoundTrips);
        var series = new Interleaved(rounds, 2)
            .Add("product", call => http.SendOk(Request(call)))
            .Add("bare", call => wire.Run(ImapWire.Command($"UID STORE 1:* {(call % 2 == 0 ? '+' : '-')}FLAGS.SILENT (\\Flagged)")))
            .Run();
        return
        [
            .. Percentiles.Of("all flagged", series["product"], "UID STORE", series["bare"], _ => Target.Max(3000, "p50 ≤ 3 s")),
            new Figure("round trips, the most", trips, ""),
        ];
    }

    private static async Task<Figure> MemoryAsync(Stage stage, DovecotServer server, int rounds)
    {
        await using var product = await StartAsync(stage, server, SmallNursery.Of);
        using var http = product.Connect();
        for (var warm = 0; warm < Warming; warm++)
            http.SendOk(Request(warm));
        var grown = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var before = await Settled.ReadAsync(() => product.Facts.Rss);
            product.Facts.ForgetPeak();
            http.SendOk(Request(round));
            await Settled.ReadAsync(() => product.Facts.Rss);
            grown.Add((product.Facts.PeakRss - before) * 1024 / Megabyte);
        }

        return new Figure("memory while flagging", Median.Of(grown), "MB") { Rounds = grown, Target = Target.Max(20, "≤ 20 MB") };
    }

    private static async Task<Product> StartAsync(Stage stage, DovecotServer server, Action<ProcessStartInfo> prepare)
    {
        var product = await Product.StartAsync(stage.NewData(), prepare);
        await Accounts.RegisterAsync(product, server, tls: false, User);
        await Accounts.InitializedAsync(product, [User]);
        return product;
    }

    private static byte[] Request(int call) => HttpWire.Put(
        $"/v1/account/{User}/messages?path=INBOX",
        call % 2 == 0
            ? """{"search":{"flagged":false},"flags":{"add":["\\Flagged"]}}"""
            : """{"search":{"flagged":true},"flags":{"delete":["\\Flagged"]}}""");
}
