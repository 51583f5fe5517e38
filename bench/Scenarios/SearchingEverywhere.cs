using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>One search over all mailboxes, merged newest first.</summary>
internal sealed class SearchingEverywhere : IScenario
{
    private const string User = "scattered";
    private const int Mailboxes = 50;
    private const int Each = 200;
    private const int PerRound = 3;

    public string Name => "search-all";

    public string Title => $"A search over {Mailboxes} mailboxes";

    public string Method =>
        $"{Mailboxes} mailboxes of {Each} messages each, a fiftieth of which is found: the newest {Stage.PageSize} of all, merged. The floor is EXAMINE and UID SEARCH of each mailbox, one after the other, on one bare connection, without the dates and the messages.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var server = await stage.ServerAsync();
        await Progress.DuringAsync($"filling {Mailboxes} mailboxes", () => Task.Run(() => Fill(server)));
        await using var product = await Product.StartAsync(stage.NewData());
        await Accounts.RegisterAsync(product, server, tls: false, User);
        await Accounts.InitializedAsync(product, [User]);
        using var http = product.Connect();
        using var wire = new ImapWire(server.Port, User, DovecotServer.Password);
        var search = HttpWire.Post($"/v1/account/{User}/search?pageSize={Stage.PageSize}", """{"search":{"from":"sender7@example.com"}}""");
        byte[][] bare = [.. Enumerable.Range(0, Mailboxes).SelectMany(number => (byte[][])[ImapWire.Command($"EXAMINE {NameOf(number)}"), ImapWire.Command("UID SEARCH FROM \"sender7@example.com\"")])];
        var answers = Enumerable.Range(0, 5).Select(_ => http.SendOk(search)).ToArray();
        var series = new Interleaved(stage.Rounds(15), PerRound)
            .Add("product", _ => http.SendOk(search))
            .Add("bare", _ => Array.ForEach(bare, command => wire.Run(command)))
            .Run();
        return
        [
            new Figure("round trips, the most", answers.Max(answer => answer.RoundTrips), "") { Target = Target.Max(50, "≤ 50") },
            .. Percentiles.Of("search everywhere", series["product"], "EXAMINE and UID SEARCH of each", series["bare"], _ => Target.Max(3000, "p50 ≤ 3 s")),
        ];
    }

    private static string NameOf(int number) => number == 0 ? "INBOX" : $"box{number:00}";

    private static void Fill(DovecotServer server)
    {
        for (var number = 0; number < Mailboxes; number++)
            server.MailOf(User).Seed(1, [.. Enumerable.Range(1, Each).Select(message => ((uint)message, MailFactory.Plain((number * Each) + message)))], NameOf(number));
        using var wire = new ImapWire(server.Port, User, DovecotServer.Password);
        for (var number = 0; number < Mailboxes; number++)
        {
            // Twice, so that Dovecot has in its cache what is searched and what is shown.
            wire.Run(ImapWire.Command($"SELECT {NameOf(number)}"));
            wire.Run(BareCommands.Outline("1:*"));
            wire.Run(BareCommands.Outline("1:*"));
        }
    }
}
