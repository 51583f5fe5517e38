using ImapApi.Bench.Children;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>From a few accounts to as many as one machine's descriptors allow.</summary>
internal sealed class GrowingAccounts : IScenario
{
    private const int Callers = 8;
    private const int Listers = 16;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Listed = TimeSpan.FromSeconds(3);

    public string Name => "growth-accounts";

    public string Title => "Growth: accounts";

    public string Method =>
        "Accounts that idle at a server which costs next to nothing (`bench/Children/Responder.cs`, in a process of its own: each process may open 20,000 files), without TLS. " +
        $"At each number: the resident set once it has come to rest, the processor at rest for {Watched.TotalSeconds:0} s, then {Listers} callers that list accounts in turn.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var counts = new[] { 100, 1000, 3000, 10_000 }.Select(stage.Rounds).ToList();
        using var responder = new ResponderChild();
        await using var product = await Product.StartAsync(stage.NewData());
        var memory = new List<CurvePoint>();
        var processor = new List<CurvePoint>();
        var tails = new List<CurvePoint>();
        var registered = 0;
        foreach (var count in counts)
        {
            Register(product, responder.Port, registered + 1, count);
            registered = count;
            await Accounts.ConnectedAsync(product, count);
            memory.Add(new CurvePoint(count, await Settled.ReadAsync(() => product.Facts.Rss) / 1024.0));
            var before = product.Facts.Cpu;
            await Task.Delay(Watched);
            processor.Add(new CurvePoint(count, (product.Facts.Cpu - before) / Watched.TotalSeconds * 100));
            tails.Add(new CurvePoint(count, List(product, count)));
            Progress.Say($"    {count} accounts: {memory[^1].Y:0} MiB, {processor[^1].Y:0.0} %, p99 {tails[^1].Y:0.0} ms");
        }

        return
        [
            new Figure($"process with {registered:#,0} accounts", memory[^1].Y, "MiB") { Target = Target.Max(1400 * 1e6 / (1 << 20), "≤ 1.4 GB"), Curve = new Curve("accounts", memory) },
            new Figure($"processor with {registered:#,0} accounts idle", processor[^1].Y, "% of a core") { Curve = new Curve("accounts", processor) },
            new Figure($"listing, {Listers} callers, {registered:#,0} accounts in turn, p99", tails[^1].Y, "ms") { Target = Target.Max(50, "≤ 50 ms"), Curve = new Curve("accounts", tails) },
        ];
    }

    private static void Register(Product product, int port, int first, int last)
    {
        var wires = Enumerable.Range(0, Callers).Select(_ => product.Connect()).ToList();
        var next = first - 1;
        Crowd.RunAll([.. wires.Select(wire => (Action)(() =>
        {
            for (var number = Interlocked.Increment(ref next); number <= last; number = Interlocked.Increment(ref next))
                wire.SendOk(Accounts.Registration($"grown{number}", port));
        }))]);
        wires.ForEach(wire => wire.Dispose());
    }

    private static double List(Product product, int count)
    {
        var wires = Enumerable.Range(0, Listers).Select(_ => product.Connect()).ToList();
        var next = 0;
        var round = Crowd.Run([.. wires.Select(wire => (Action)(() => wire.SendOk(HttpWire.Get(Urls.Listing($"grown{(Interlocked.Increment(ref next) % count) + 1}")))))], Listed);
        wires.ForEach(wire => wire.Dispose());
        return round.Latency.P99;
    }
}
