using System.Net;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class EventFlows(SharedServers servers)
{
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task Lists_what_happened_to_an_account_even_after_it_is_gone(StoreKind store)
    {
        await using var api = await servers.NewApiAsync(store);
        var account = await servers.AccountAsync(api.Client, await servers.DovecotAsync());
        (await account.Api.DeleteAsync(account.Path)).Ok();

        var one = await PageAsync(api.Client, $"?account={account.Id}");
        var all = await PageAsync(api.Client, "");

        var events = one.Items("events");
        events[0].Text("event").ShouldBe("accountAdded");
        events[^1].Text("event").ShouldBe("accountDeleted");
        events.Select(told => told.Number("seq")).ShouldBe(Enumerable.Range(1, events.Length));
        all.Items("events").Select(told => told.Text("eventId")).ShouldBe(events.Select(told => told.Text("eventId")));
        (await PageAsync(api.Client, $"?after={all.Text("next")}")).Items("events").ShouldBeEmpty();
        (await api.Client.GetAsync("/v1/events?account=nobody")).Problem(HttpStatusCode.NotFound, "AccountNotFound");
        (await api.Client.GetAsync($"/v1/events?account={account.Id}&after=1000")).Problem(HttpStatusCode.Gone, "EventsExpired");
    }

    [Fact]
    public async Task A_waiting_caller_is_answered_by_a_registration()
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        var next = (await PageAsync(api.Client, "")).Text("next");
        var waiting = PageAsync(api.Client, $"?after={next}&wait=60");

        await api.Client.RegisterAsync("late", Registration.Imap(1, "late"));

        (await waiting).Items("events")[0].Text("event").ShouldBe("accountAdded");
    }

    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task A_stream_goes_on_over_a_reconnect_and_a_restart(StoreKind store)
    {
        await using var api = await servers.NewApiAsync(store);
        string? last;
        using (var stream = await EventStreamReader.OpenAsync(api.Client))
        {
            await RegisterAsync(api, "one");
            (await AddedAsync(stream)).ShouldBe("one");
            last = stream.LastEventId;
        }

        await RegisterAsync(api, "two");
        using (var stream = await EventStreamReader.OpenAsync(api.Client, lastEventId: last))
        {
            (await AddedAsync(stream)).ShouldBe("two");
            last = stream.LastEventId;
            var end = stream.ReadAsync();
            (await api.StopAsync()).ShouldBe(0);
            while (await end is not null)
                end = stream.ReadAsync();
        }

        await api.StartAsync();
        await RegisterAsync(api, "three");
        using (var stream = await EventStreamReader.OpenAsync(api.Client, lastEventId: last))
            (await AddedAsync(stream)).ShouldBe("three");
    }

    [Fact]
    public async Task A_stream_tells_of_the_gap_when_its_position_is_gone()
    {
        await using var api = await ApiProcess.StartAsync("--events:perAccount", "10");
        await RegisterAsync(api, "many");
        // Each removal and registration logs two events at least; the log is cut at every 64th.
        for (var i = 0; i < 70; i++)
        {
            (await api.Client.DeleteAsync("/v1/account/many")).Ok();
            await RegisterAsync(api, "many");
        }

        (await api.Client.GetAsync("/v1/events?account=many&after=1")).Problem(HttpStatusCode.Gone, "EventsExpired");
        using var stream = await EventStreamReader.OpenAsync(api.Client, "?account=many", lastEventId: "1");

        var gap = (await stream.ReadAsync())!;
        gap.Type.ShouldBe("gap");
        gap.Data.Text("code").ShouldBe("EventsExpired");
        var first = (await stream.ReadAsync())!;
        first.Data.Number("seq").ShouldBe(int.Parse(gap.Id, System.Globalization.CultureInfo.InvariantCulture) + 1);
    }

    private static async Task<JsonElement> PageAsync(ApiClient api, string query) => (await api.GetAsync("/v1/events" + query)).Ok();

    /// <summary>Nothing answers there: what counts is the event.</summary>
    private static Task RegisterAsync(ApiProcess api, string account) => api.Client.RegisterAsync(account, Registration.Imap(1, account));

    private static async Task<string> AddedAsync(EventStreamReader stream) => (await stream.UntilAsync("accountAdded")).Data.Text("account");
}
