using ImapApi.Bench.Reporting;
using ImapApi.Bench.Scenarios;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Soak;

/// <summary>Half an hour of ordinary work: nothing grows, nothing is lost, nothing is complained about.</summary>
internal sealed class SoakRun : IScenario
{
    public const int Offered = Visitors * RequestsPerSecond;

    private const int Visitors = 8;
    private const int RequestsPerSecond = 5;
    private const int MillisecondsBetweenDeliveries = 400;

    private static readonly TimeSpan BetweenGuests = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenScrapes = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan BetweenNews = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public string Name => "soak";

    public string Title => $"Soak: {SoakSettings.FullAccounts} accounts, {SoakSettings.FullMinutes} minutes";

    public string Method =>
        $"{SoakSettings.FullAccounts} accounts with TLS on a real Dovecot, on the embedded store, the program as it comes. {Visitors} callers visit them one after the other, " +
        $"with {RequestsPerSecond} requests a second each: two pages (the figures are of the first, of an account that was left alone for a while), a message, a text, an attachment, a search, " +
        "a flag set and taken back, a message moved to Archive and back, a draft with an attachment stored and deleted, a message sent by way of the outbox, and Sent tidied up. " +
        $"Meanwhile {1000.0 / MillisecondsBetweenDeliveries:0.0} messages a second are delivered into random INBOXes, and deleted by the callers (to Trash, and from there) once they were told of; " +
        "a sink on the loopback takes the webhooks of all events, another one what is sent; the event stream of all accounts is followed, broken off each minute, and followed from there; " +
        "every 20 s an account is registered, listed and removed; `/metrics` and `/v1/stats` are read every 5 s. So the mailboxes are at the end what they were at the beginning. " +
        "Then the program is asked to stop, and all that it wrote is read. Growth is from the median of the second quarter of the time to that of the last: before, everything is new. " +
        "`tests/soak.sh` tries the same for as long, and with as many accounts, as one likes.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        var settings = SoakSettings.Read(stage);
        await using var world = await SoakWorld.StartAsync(stage, settings.Accounts);
        var (record, tally) = (new LoadRecord(), new Tally());
        var watch = new ProcessWatch(world.Product.Facts);
        using var end = new CancellationTokenSource();
        using var listening = new CancellationTokenSource();
        var follower = new StreamFollower(world.Product.Port, tally, record);
        Task[] listeners = [follower.RunAsync(listening.Token), WebhookReader.RunAsync(world.Webhooks, tally, listening.Token)];
        await Eventually.TrueAsync(() => Task.FromResult(follower.HasBegun), "the stream has begun");
        await Task.WhenAll(LoadAsync(world, record, tally, settings, end), watch.RunAsync(end.Token), TellAsync(record, tally, watch, end.Token));

        await SettleAsync(world, record, tally);
        var missing = world.CountNotConnected();
        await listening.CancelAsync();
        await Task.WhenAll(listeners);
        await world.Product.AskToStopAsync();
        await world.Product.WaitForExitAsync();
        var complaints = ProgramLog.Complaints(world.Product.ReadLog());
        Progress.Say($"    {record}");
        foreach (var complaint in complaints)
            Progress.Say($"    LOGGED {complaint}");
        return new SoakFigures(settings, record, tally, watch).All(complaints, missing, world.Submissions.Count);
    }

    private static async Task LoadAsync(SoakWorld world, LoadRecord record, Tally tally, SoakSettings settings, CancellationTokenSource end)
    {
        var apis = new List<PacedApi>();
        PacedApi Connect(TimeSpan interval)
        {
            apis.Add(new PacedApi(world.Product, record, interval, end.Token));
            return apis[^1];
        }

        var load = new Load(end);
        foreach (var own in world.Accounts.Chunk((world.Accounts.Count + Visitors - 1) / Visitors))
            load.Add(new Visitor(Connect(TimeSpan.FromSeconds(1.0 / RequestsPerSecond)), own, tally, seed: apis.Count).Run);
        var scraping = Connect(BetweenScrapes);
        load.Add(new Guests(world, Connect(BetweenGuests)).Run);
        load.Add(new Postman(world, tally, TimeSpan.FromMilliseconds(MillisecondsBetweenDeliveries), end.Token).Run);
        load.Add(() => Scrape(scraping));
        await load.RunAsync(settings.Length);
        apis.ForEach(api => api.Dispose());
    }

    private static void Scrape(PacedApi api)
    {
        while (true)
        {
            api.Send("metrics", HttpWire.Get("/metrics"));
            api.Send("statistics", HttpWire.Get("/v1/stats"));
        }
    }

    private static async Task TellAsync(LoadRecord record, Tally tally, ProcessWatch watch, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(BetweenNews);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                Progress.Say(
                    $"    {record.Count:#,0} requests, {record.Unexpected.Count} answered unexpectedly; {tally.Delivered} deliveries, {tally.NotPosted} not posted yet; " +
                    $"{watch.Last?.MiB:0} MiB, {watch.Last?.Descriptors} descriptors");
            }
        }
        catch (OperationCanceledException)
        {
            // The load has ended.
        }
    }

    /// <summary>Waits for what is still on its way; what does not come is told by the figures.</summary>
    private static async Task SettleAsync(SoakWorld world, LoadRecord record, Tally tally)
    {
        try
        {
            await Eventually.TrueAsync(() => Task.FromResult(tally.IsComplete && world.Submissions.Count >= record.CountOf(Visitor.Submission)), "all has been told and sent", Patience);
        }
        catch (TimeoutException late)
        {
            Progress.Say($"    {late.Message}");
        }
    }
}
