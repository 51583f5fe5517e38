using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>What accounts cost that nobody asks anything of, and how fast they come and come back.</summary>
internal sealed class ManyAccounts : IScenario
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    public string Name => "accounts";

    public string Title => "Accounts: memory, registration, restart";

    public string Method =>
        "Accounts with TLS that idle on an INBOX of a real Dovecot. Memory per account is the slope of a line through the resident set of the process at several numbers of accounts; " +
        $"before each reading one further account is listed {AccountGrowth.Listings:#,0} times, so that the garbage of connecting is collected, and the reading has to come to rest. " +
        "The floor is the same slope of a process that holds nothing but MailKit clients, run afterwards against the same server in the same way. " +
        "Both run with a small first generation (`DOTNET_GCgen0size=0x200000`) for that: otherwise new accounts move into memory that garbage has left, and the slope is that of the collector's habits. " +
        "All else is the program as it comes. Times after a restart count from the start of the process.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var server = await stage.ServerAsync();
        server.MailOf(AccountGrowth.Worker).Deliver(MailFactory.Mixed(1, AccountGrowth.WorkerMessages));
        var counts = new[] { 100, 400, 700, 1000 }.Select(stage.Rounds).ToList();
        var most = counts[^1];
        var data = stage.NewData();

        var growth = new AccountGrowth(server, counts);
        var empty = await EmptyAsync(stage);
        await growth.RunAsync(data);
        var restarts = await RestartAsync(data, most, most / 2, empty[1].Value);
        return [await growth.PerAccountAsync(), .. empty, growth.Registrations, .. restarts];
    }

    private static async Task<IReadOnlyList<Figure>> EmptyAsync(Stage stage)
    {
        await using var product = await Product.StartAsync(stage.NewData());
        var memory = new Figure("process without accounts", await Settled.ReadAsync(() => product.Facts.Rss) / 1024.0, "MiB")
        {
            Target = Target.Max(130, "≤ 130 MiB, which is ASP.NET with a silo and 30 MiB"),
            Peer = "741 MB",
            Note = $"ready {product.ReadyAfter.TotalSeconds:0.0} s after its start",
        };
        return [memory, await ProcessorAsync(product, "processor without accounts")];
    }

    private static async Task<Figure> ProcessorAsync(Product product, string name)
    {
        var before = product.Facts.Cpu;
        await Task.Delay(Watched);
        return new Figure(name, (product.Facts.Cpu - before) / Watched.TotalSeconds * 100, "% of a core");
    }

    private static async Task<IReadOnlyList<Figure>> RestartAsync(string data, int all, int half, double emptyProcessor)
    {
        var figures = new List<Figure>();
        await using (var product = await Product.StartAsync(data))
        {
            figures.Add(await ConnectedAsync(product, all) with { Target = Target.Max(15, "≤ 15 s") });
            figures.Add(new Figure($"process with {all:#,0} accounts", await Settled.ReadAsync(() => product.Facts.Rss) / 1024.0, "MiB"));
            figures.Add(await ProcessorAsync(product, $"processor with {all:#,0} accounts idle") with { Target = Target.Max(emptyProcessor + 1, "≤ without accounts + 1 %") });
            using var http = product.Connect();
            for (var number = half + 1; number <= all; number++)
                http.SendOk(HttpWire.Delete($"/v1/account/{AccountGrowth.AccountOf(number)}"));
        }

        await using var again = await Product.StartAsync(data);
        figures.Insert(0, await ConnectedAsync(again, half) with { Target = Target.Max(10, "≤ 10 s"), Peer = "81 s" });
        return figures;
    }

    private static async Task<Figure> ConnectedAsync(Product product, int count)
    {
        await Accounts.ConnectedAsync(product, count + 1);
        return new Figure($"{count:#,0} accounts connected after a restart", product.Since.Elapsed.TotalSeconds, "s");
    }
}
