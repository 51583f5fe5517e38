using System.Globalization;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>What it takes to learn, after the program was away, what changed in a very large mailbox.</summary>
internal sealed class ResyncCost : IScenario
{
    private const int Messages = 100_000;
    private const int Changes = 50;

    public string Name => "resync";

    public string Title => "Resync of a mailbox of 100,000 messages with 50 changes";

    public string Method =>
        $"A mailbox of {Messages:#,0} messages is known; the program stops, {Changes} messages are changed, it starts again. Commands and bytes from SELECT on, until all {Changes} events are in the log, as a proxy between the two counts them. " +
        "QRESYNC: flags, deletions and arrivals; CONDSTORE without QRESYNC: flags and deletions; neither: deletions.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage) =>
    [
        .. await RunAsync(stage, DovecotProfile.Full, "QRESYNC", ["flags", "deletions", "arrivals"], trips: 2, kib: null),
        .. await RunAsync(stage, DovecotProfile.CondstoreOnly, "CONDSTORE", ["flags", "deletions"], trips: 3, kib: null),
        .. await RunAsync(stage, DovecotProfile.Plain, "neither", ["deletions"], trips: 10, kib: 50),
    ];

    private static async Task<IReadOnlyList<Figure>> RunAsync(Stage stage, DovecotProfile profile, string name, IReadOnlyList<string> kinds, int trips, int? kib)
    {
        await using var server = await DovecotServer.StartAsync(profile);
        var user = "large";
        server.MailOf(user).Seed(1, [.. Enumerable.Range(1, Messages).Select(number => ((uint)number, MailFactory.Plain(number)))]);
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var data = stage.NewData();
        int before;
        await using (var product = await Product.StartAsync(data))
        {
            using var http = product.Connect();
            http.SendOk(Accounts.Registration(user, proxy.Port));
            await Accounts.InitializedAsync(product, [user]);
            before = Accounts.EventCount(http, user);
        }

        var changed = Change(server, user, kinds);
        proxy.Forget();
        await using var again = await Product.StartAsync(data);
        using var wire = again.Connect();
        await Eventually.TrueAsync(() => Task.FromResult(Accounts.EventCount(wire, user) >= before + changed), $"{changed} changes are told", TimeSpan.FromMinutes(1));
        var resync = proxy.Events.SkipWhile(e => !e.Text.Contains(" SELECT ", StringComparison.Ordinal)).TakeWhile(e => !IsWatching(e.Text)).ToArray();
        return
        [
            new Figure($"{name}: round trips", resync.Count(e => e.IsCommand), "") { Target = Target.Max(trips, $"≤ {trips}") },
            new Figure($"{name}: bytes both ways", resync.Sum(e => e.Bytes) / 1024.0, "KiB") { Target = kib is { } limit ? Target.Max(limit, $"≤ {limit} KiB") : null },
        ];
    }

    private static bool IsWatching(string line) =>
        line.Contains("NOTIFY", StringComparison.Ordinal) || line.Contains("LIST \"\" \"*\"", StringComparison.Ordinal) || line.EndsWith(" IDLE", StringComparison.Ordinal);

    private static int Change(DovecotServer server, string user, IReadOnlyList<string> kinds)
    {
        using var other = new ImapWire(server.Port, user, DovecotServer.Password);
        var each = Changes / kinds.Count;
        var uids = Enumerable.Range(1, Messages).ToArray();
        new Random(7).Shuffle(uids);
        foreach (var kind in kinds)
        {
            switch (kind)
            {
                case "flags":
                    other.Run(ImapWire.Command($"UID STORE {Set(uids.Take(each))} +FLAGS.SILENT (\\Flagged)"));
                    break;
                case "deletions":
                    other.Run(ImapWire.Command($"UID STORE {Set(uids.Skip(each).Take(each))} +FLAGS.SILENT (\\Deleted)"));
                    other.Run(ImapWire.Command("EXPUNGE"));
                    break;
                default:
                    server.MailOf(user).Deliver(Enumerable.Range(Messages + 1, each).Select(number => MailFactory.Plain(number)));
                    break;
            }
        }

        return each * kinds.Count;
    }

    private static string Set(IEnumerable<int> uids) => string.Join(',', uids.Select(uid => uid.ToString(CultureInfo.InvariantCulture)));
}
