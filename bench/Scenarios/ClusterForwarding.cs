using System.Diagnostics;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>What it costs to ask a node that does not serve the account.</summary>
internal sealed class ClusterForwarding : IScenario
{
    private const string User = "forwarded";
    private const string Downloader = "forwarded-large";
    private const int LargeBytes = 50 * 1024 * 1024;
    private const double Megabyte = 1_000_000;
    private const int WarmingRounds = 3;

    public string Name => "cluster-forwarding";

    public string Title => "Cluster: through a node that does not serve the account";

    public string Method =>
        $"Two nodes on one Redis. The newest {Stage.PageSize} of {Stage.SmallMessages} messages, again and again over a keep-alive connection to the account's owner and one to the other node, in alternating short rounds. " +
        $"Then an attachment of {LargeBytes / Megabyte:0.0} MB, by one caller, at both in turn. Memory is the peak resident set of the other node during downloads through it less what it was before them, after some to warm up, " +
        "in a second run with a small first generation (`DOTNET_GCgen0size=0x200000`). The floor is the same at the owner: what is compared with it shares two cores with one process more.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var server = await stage.ServerAsync();
        server.MailOf(User).Seed(1, [.. Enumerable.Range(1, Stage.SmallMessages).Select(number => ((uint)number, MailFactory.Mixed(number)))]);
        server.MailOf(Downloader).Seed(1, [(1u, MailFactory.WithLargeAttachment(1, MailFactory.Bytes(1, LargeBytes)))]);
        var figures = new List<Figure>();
        await using (var cluster = await StartAsync(stage, server, _ => { }))
        {
            figures.AddRange(Listing(cluster, stage.Rounds(30)));
            figures.Add(Download(cluster, stage.Rounds(10)));
        }

        await using var small = await StartAsync(stage, server, SmallNursery.Of);
        figures.Add(await MemoryAsync(small, stage.Rounds(10)));
        return figures;
    }

    private static async Task<Cluster> StartAsync(Stage stage, DovecotServer server, Action<ProcessStartInfo> prepare)
    {
        var cluster = await Cluster.StartAsync(2, stage.NewData, prepare);
        try
        {
            await Accounts.RegisterAsync(cluster.Nodes[0], server, tls: false, User, Downloader);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static IReadOnlyList<Figure> Listing(Cluster cluster, int rounds)
    {
        var (owner, other) = PlacesOf(cluster, User);
        var path = Urls.Listing(User);
        Warming.Up(owner, path);
        Warming.Up(other, path);
        using var here = owner.Connect();
        using var there = other.Connect();
        var listing = HttpWire.Get(path);
        var series = new Interleaved(rounds, 100)
            .Add("owner", _ => here.SendOk(listing))
            .Add("other", _ => there.SendOk(listing))
            .Run();
        return Percentiles.Of("listing through another node", series["other"], "at the owner", series["owner"]);
    }

    private static Figure Download(Cluster cluster, int rounds)
    {
        var (owner, other) = PlacesOf(cluster, Downloader);
        using var here = owner.Connect();
        using var there = other.Connect();
        var request = Warm(here, there);
        var direct = new List<double>();
        var forwarded = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            direct.Add(PerSecond(here, request));
            forwarded.Add(PerSecond(there, request));
        }

        var floor = Median.Of(direct);
        return new Figure("download through another node", Median.Of(forwarded), "MB/s")
        {
            Rounds = forwarded,
            Floor = new Floor("at the owner", floor) { Rounds = direct },
            Target = Target.Min(0.8 * floor, "≥ 80 % of direct"),
        };
    }

    private static async Task<Figure> MemoryAsync(Cluster cluster, int rounds)
    {
        var (_, other) = PlacesOf(cluster, Downloader);
        using var there = other.Connect();
        var request = Warm(there);
        var before = await Settled.ReadAsync(() => other.Facts.Rss);
        other.Facts.ForgetPeak();
        for (var round = 0; round < rounds; round++)
            there.SendOk(request);
        return new Figure("memory of the other node while downloading", (other.Facts.PeakRss - before) * 1024 / Megabyte, "MB") { Target = Target.Max(16, "≤ 16 MB") };
    }

    private static (Product Owner, Product Other) PlacesOf(Cluster cluster, string account)
    {
        using var http = cluster.Nodes[0].Connect();
        var port = Cluster.OwnerOf(http, account).Port;
        return (cluster.Nodes.Single(node => node.Port == port), cluster.Nodes.Single(node => node.Port != port));
    }

    private static byte[] Warm(params IReadOnlyList<HttpWire> wires)
    {
        var message = KnownMessage.Of(wires[0], Downloader, _ => true).Single();
        var request = HttpWire.Get(Urls.Attachment(Downloader, message.AttachmentId));
        for (var warm = 0; warm < WarmingRounds; warm++)
        {
            foreach (var wire in wires)
            {
                if (wire.SendOk(request).BodyBytes != LargeBytes)
                    throw new InvalidOperationException("The attachment has another length.");
            }
        }

        return request;
    }

    private static double PerSecond(HttpWire wire, byte[] request)
    {
        var start = Stopwatch.GetTimestamp();
        wire.SendOk(request);
        return LargeBytes / Megabyte / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
