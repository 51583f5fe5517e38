using ImapApi.Bench.Children;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>Registers more and more accounts and reads the memory on the way; then the same with bare clients.</summary>
internal sealed class AccountGrowth(DovecotServer server, IReadOnlyList<int> counts)
{
    /// <summary>The account that is worked on before each reading.</summary>
    public const string Worker = "worker";
    public const int WorkerMessages = 200;
    public const int Listings = 1000;
    private const int Callers = 8;

    private readonly List<(double Accounts, double KiB)> _memory = [];
    private readonly List<double> _registrations = [];

    public Figure Registrations => new($"registrations, {Callers} callers", Median.Of(_registrations), "/s") { Rounds = _registrations, Target = Target.Min(300, "≥ 300/s"), Peer = "6/s, one by one" };

    public static string AccountOf(int number) => $"idle{number}";

    public async Task RunAsync(string data)
    {
        await using var product = await Product.StartAsync(data, SmallNursery.Of);
        await Accounts.RegisterAsync(product, server, tls: true, Worker);
        Warming.Up(product, Urls.Listing(Worker));
        using var http = product.Connect();
        var listing = HttpWire.Get(Urls.Listing(Worker));
        var registered = 0;
        foreach (var count in counts)
        {
            _registrations.Add(Register(product, registered + 1, count));
            registered = count;
            await Accounts.ConnectedAsync(product, count + 1);
            for (var call = 0; call < Listings; call++)
                http.SendOk(listing);
            _memory.Add((count, await Settled.ReadAsync(() => product.Facts.Rss)));
            Progress.Say($"    {count} accounts: {_memory[^1].KiB / 1024:0.0} MiB, {product.Facts.Threads} threads");
        }
    }

    public async Task<Figure> PerAccountAsync()
    {
        var bare = await BareAsync();
        var floor = Slope.Of(bare);
        return new Figure("memory of an idle account with TLS", Slope.Of(_memory), "KiB")
        {
            Rounds = [.. _memory.Select(point => point.KiB)],
            Floor = new Floor("a MailKit client", floor) { Rounds = [.. bare.Select(point => point.KiB)] },
            Target = Target.Max(floor + 16, "≤ floor + 16 KiB"),
            Peer = "553 KiB (without TLS)",
        };
    }

    private async Task<IReadOnlyList<(double Accounts, double KiB)>> BareAsync()
    {
        using var child = new MailKitChild(server.TlsPort, Worker);
        var memory = new List<(double, double)>();
        foreach (var count in counts)
        {
            await child.ConnectAsync(count);
            memory.Add((count, await Settled.ReadAsync(() => child.Facts.Rss)));
            Progress.Say($"    {count} bare clients: {memory[^1].Item2 / 1024:0.0} MiB");
        }

        return memory;
    }

    private double Register(Product product, int first, int last)
    {
        var wires = Enumerable.Range(0, Callers).Select(_ => product.Connect()).ToList();
        var next = first - 1;
        var time = Crowd.RunAll([.. wires.Select(wire => (Action)(() =>
        {
            for (var number = Interlocked.Increment(ref next); number <= last; number = Interlocked.Increment(ref next))
                wire.SendOk(Accounts.Registration(AccountOf(number), server, tls: true));
        }))]);
        wires.ForEach(wire => wire.Dispose());
        return (last - first + 1) / time.TotalSeconds;
    }
}
