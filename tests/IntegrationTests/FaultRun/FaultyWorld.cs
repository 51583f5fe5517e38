using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.FaultRun;

/// <summary>The program, and behind faulty wires all it talks to: three kinds of mail servers, a submission server, a webhook target, and Redis where it is the store.</summary>
internal sealed class FaultyWorld : IAsyncDisposable
{
    /// <summary>No patience to speak of, so that much happens in little time; nothing is given up for good.</summary>
    private static readonly string[] Impatient =
    [
        "--events:perAccount", "100000", "--imap:activePollSeconds", "5", "--imap:pollSeconds", "5", "--imap:noopSeconds", "5", "--imap:idleSeconds", "15", "--imap:commandIdleSeconds", "5",
        "--imap:connectTimeoutSeconds", "5", "--imap:commandTimeoutSeconds", "5", "--smtp:keepSeconds", "2", "--smtp:commandTimeoutSeconds", "5", "--smtp:answerTimeoutSeconds", "5",
        "--outbox:perAccount", "100000", "--outbox:schedule", Often(60), "--webhooks:deliveries:schedule", Often(1000),
    ];

    private static readonly MailServerKind[] Kinds = [MailServerKind.DovecotFull, MailServerKind.DovecotCondstore, MailServerKind.DovecotPlain];

    private readonly Dictionary<string, (FaultyWire Wire, WireFaults Faults)> _wires = [];
    private readonly FaultRunSettings _settings;

    private FaultyWorld(SmtpSink submissions, WebhookSink webhooks, FaultRunSettings settings) => (Submissions, Webhooks, _settings) = (submissions, webhooks, settings);

    public ApiProcess Api { get; private set; } = null!;

    public SmtpSink Submissions { get; }

    public WebhookSink Webhooks { get; }

    public int FaultCount => _wires.Values.Sum(wire => wire.Faults.Count);

    public static MailServerKind KindOf(int number) => Kinds[number % Kinds.Length];

    public static async Task<FaultyWorld> StartAsync(SharedServers servers, StoreKind store, FaultRunSettings settings)
    {
        var world = new FaultyWorld(SmtpSink.Start(), await WebhookSink.StartAsync(), settings);
        try
        {
            foreach (var kind in Kinds)
                world.Add(kind.ToString(), (await servers.MailServerAsync(kind)).Port, mean: 12, early: 0.2);
            world.Add("SMTP", world.Submissions.Port, mean: 2, early: 0.5);
            world.Add("webhook", new Uri(world.Webhooks.Address).Port, mean: 6, early: 0.1);
            world.Api = await ApiProcess.StartAsync([.. store == StoreKind.Redis ? await world.RedisAsync(servers) : [], .. Impatient]);
            (await world.Api.Client.PostAsync("/v1/settings", new { logs = new { all = settings.IsLong, maxLogLines = 100_000 }, webhooks = $"http://127.0.0.1:{world.PortOf("webhook")}" })).Ok();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>An account that reads and sends by way of the wires.</summary>
    public object AccountOf(MailServerKind kind, string id) => new
    {
        account = id,
        name = id,
        imap = Registration.Imap(PortOf(kind.ToString()), id),
        smtp = Registration.Imap(PortOf("SMTP"), id, "secret", Submissions.Host),
    };

    public void BeginFaults()
    {
        foreach (var (_, faults) in _wires.Values)
            faults.Begin();
    }

    public void EndFaults()
    {
        foreach (var (_, faults) in _wires.Values)
            faults.End();
    }

    public override string ToString() => string.Join("; ", _wires.Select(wire => $"{wire.Key}: {wire.Value.Faults}"));

    public async ValueTask DisposeAsync()
    {
        EndFaults();
        if (Api is not null)
            await Api.DisposeAsync();
        foreach (var (wire, _) in _wires.Values)
            await wire.DisposeAsync();
        await Submissions.DisposeAsync();
        await Webhooks.DisposeAsync();
    }

    private static string Often(int times) => string.Join(' ', Enumerable.Repeat("1s", times));

    private int PortOf(string wire) => _wires[wire].Wire.Port;

    private void Add(string name, int target, double mean, double early)
    {
        var faults = new WireFaults((_settings.Seed * 10) + _wires.Count, TimeSpan.FromSeconds(_settings.IsLong ? mean : mean / 3), early);
        _wires.Add(name, (new FaultyWire(target, faults), faults));
    }

    private async Task<string[]> RedisAsync(SharedServers servers)
    {
        var address = new Uri(await servers.NewDatabaseAsync());
        Add("Redis", address.Port, mean: 15, early: 0.1);
        return ["--dbs:redis", $"redis://127.0.0.1:{PortOf("Redis")}{address.AbsolutePath}"];
    }
}
