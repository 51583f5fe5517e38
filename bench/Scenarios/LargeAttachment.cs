using System.Diagnostics;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>A download that must not be held in memory.</summary>
internal sealed class LargeAttachment : IScenario
{
    private const double Megabyte = 1_000_000;
    private const int WarmingRounds = 80;

    public string Name => "attachment-large";

    public string Title => "A large attachment";

    public string Method =>
        $"An attachment of {Stage.LargeBytes / Megabyte:0.0} MB, downloaded again and again by one caller, alternating with the bare `BODY.PEEK[2]` of the same message. " +
        "Both rates count the decoded bytes. Memory is the peak resident set of the program during downloads less what it was before them, after some to warm up, " +
        "in a second run with a small first generation (`DOTNET_GCgen0size=0x200000`), so that it is what lives and not how long garbage may lie.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var rounds = stage.Rounds(10);
        return [.. await SpeedAsync(stage, rounds), await MemoryAsync(stage, rounds)];
    }

    private static async Task<IReadOnlyList<Figure>> SpeedAsync(Stage stage, int count)
    {
        await using var product = await stage.StartAsync([Stage.Downloader]);
        using var http = product.Connect();
        using var wire = await stage.ConnectBareAsync(Stage.Downloader);
        var (request, command) = Warm(http);
        wire.Run(command);
        var rates = new List<double>();
        var floors = new List<double>();
        var firsts = new List<double>();
        for (var round = 0; round < count; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = http.SendOk(request);
            rates.Add(PerSecond(start));
            firsts.Add((answer.FirstByteAt - start) * 1000.0 / Stopwatch.Frequency);
            start = Stopwatch.GetTimestamp();
            wire.Run(command);
            floors.Add(PerSecond(start));
        }

        return
        [
            new Figure("download", Median.Of(rates), "MB/s") { Rounds = rates, Floor = new Floor("bare FETCH", Median.Of(floors)) { Rounds = floors }, Target = Target.Min(0.7 * Median.Of(floors), "≥ 70 % of the floor") },
            new Figure("until the first byte", Median.Of(firsts), "ms") { Rounds = firsts },
        ];
    }

    private static async Task<Figure> MemoryAsync(Stage stage, int count)
    {
        await using var product = await stage.StartAsync([Stage.Downloader], SmallNursery.Of);
        using var http = product.Connect();
        var (request, _) = Warm(http);
        var before = await Settled.ReadAsync(() => product.Facts.Rss);
        product.Facts.ForgetPeak();
        for (var round = 0; round < count; round++)
            http.SendOk(request);
        return new Figure("memory while downloading", (product.Facts.PeakRss - before) * 1024 / Megabyte, "MB") { Target = Target.Max(8, "≤ 8 MB") };
    }

    private static (byte[] Request, byte[] Command) Warm(HttpWire http)
    {
        var message = KnownMessage.Of(http, Stage.Downloader, _ => true).Single();
        var request = HttpWire.Get(Urls.Attachment(Stage.Downloader, message.AttachmentId));
        for (var warm = 0; warm < WarmingRounds; warm++)
        {
            if (http.SendOk(request).BodyBytes != Stage.LargeBytes)
                throw new InvalidOperationException("The attachment has another length.");
        }

        return (request, BareCommands.Parts(message.Uid, "2"));
    }

    private static double PerSecond(long start) => Stage.LargeBytes / Megabyte / Stopwatch.GetElapsedTime(start).TotalSeconds;
}
