using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Chaos;

/// <summary>The program is killed again and again while mail comes in: every event of the log is posted at least once, under its id.</summary>
public sealed class KilledWebhookTests(SharedServers servers)
{
    private const int Kills = 6;
    private const int MessagesEach = 5;

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task Every_event_is_posted_at_least_once_whenever_the_program_dies(StoreKind store)
    {
        await using var sink = await WebhookSink.StartAsync();
        await using var api = await servers.NewApiAsync(store);
        (await api.Client.PostAsync("/v1/settings", new { webhooks = sink.Address })).Ok();
        var account = await servers.AccountAsync(api.Client, await servers.DovecotAsync());
        await account.InitializedAsync();

        for (var kill = 0; kill < Kills; kill++)
        {
            for (var i = 0; i < MessagesEach; i++)
                account.Mail.Deliver(MailFactory.Plain((kill * MessagesEach) + i));
            // Somewhere between the first of these events and the last.
            var known = sink.Received.Count;
            await sink.UntilAsync(all => all.Count > known + (kill % MessagesEach), "some are posted");
            await api.KillAsync();
            await api.StartAsync();
        }

        await Eventually.TrueAsync(
            async () => (await account.EventsAsync()).Count(e => e.Text("event") == "messageNew") == Kills * MessagesEach, "all mail is in the log", TimeSpan.FromMinutes(2));
        var events = await account.EventsAsync();
        var ids = events.Select(e => e.Text("eventId")).ToList();
        await sink.UntilAsync(all => ids.All(id => all.Any(webhook => webhook.EventId == id)), "every event is posted");
        sink.Received.Select(webhook => webhook.EventId).Distinct().ShouldBe(ids);
        foreach (var same in sink.Received.GroupBy(webhook => webhook.EventId))
            same.Select(webhook => webhook.Body).Distinct().Count().ShouldBe(1);
    }
}
