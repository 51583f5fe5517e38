using System.Text.Json;
using ImapApi.Bench.Scenarios;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Soak;

/// <summary>The program, with its accounts connected, and all that it talks to: a Dovecot, a submission server, a webhook target.</summary>
internal sealed class SoakWorld : IAsyncDisposable
{
    public const string Archive = "Archive";

    /// <summary>More than two pages.</summary>
    private const int Messages = 45;

    private SoakWorld(DovecotServer server, IReadOnlyList<string> accounts) => (Server, Accounts) = (server, accounts);

    public DovecotServer Server { get; }

    public IReadOnlyList<string> Accounts { get; }

    public Product Product { get; private set; } = null!;

    public SubmissionSink Submissions { get; } = new();

    public WebhookSink Webhooks { get; } = new();

    public static async Task<SoakWorld> StartAsync(Stage stage, int accounts)
    {
        var world = new SoakWorld(await stage.ServerAsync(), [.. Enumerable.Range(1, accounts).Select(number => $"soaked{number}")]);
        try
        {
            await Progress.DuringAsync($"filling {accounts} mailboxes", () => Task.Run(() => world.Accounts.AsParallel().ForAll(world.Fill)));
            world.Product = await Product.StartAsync(stage.NewData());
            await Progress.DuringAsync($"connecting {accounts} accounts", world.RegisterAsync);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>A mailbox that comes and goes as an account.</summary>
    public void Fill(string user)
    {
        var mail = Server.MailOf(user);
        mail.Seed(1, [.. Enumerable.Range(1, Messages).Select(number => ((uint)number, MailFactory.Mixed(number)))]);
        mail.AddSpecialMailboxes();
        mail.AddMailbox(Archive);
    }

    public int CountNotConnected()
    {
        using var http = Product.Connect();
        return Accounts.Count(account => Servers.Accounts.StateOf(http, account) != "connected");
    }

    public async ValueTask DisposeAsync()
    {
        if (Product is not null)
            await Product.DisposeAsync();
        await Submissions.DisposeAsync();
        await Webhooks.DisposeAsync();
    }

    private async Task RegisterAsync()
    {
        using var http = Product.Connect();
        foreach (var account in Accounts)
            http.SendOk(SoakRequests.Register(account, account, Server, Submissions.Port));
        await Servers.Accounts.InitializedAsync(Product, Accounts);
        http.SendOk(HttpWire.Post("/v1/settings", JsonSerializer.Serialize(new { webhooks = Webhooks.Url })));
    }
}
