using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Costs;

/// <summary>What a request says to the mail server. A count that rises fails.</summary>
public sealed class RoundTrips(SharedServers servers)
{
    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.CondstoreOnly)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Of_a_page_of_the_watched_mailbox_is_one(DovecotProfile profile)
    {
        await using var line = await ConnectAsync(profile);
        (await line.Account.UidsAsync(query: "")).Length.ShouldBe(20);
        BesidesNews(line).ShouldHaveSingleItem().ShouldContain("FETCH");

        line.Proxy.Forget();
        (await line.Account.UidsAsync(query: "")).Length.ShouldBe(20);
        BesidesNews(line).ShouldHaveSingleItem().ShouldEndWith("(UID FLAGS)");

        line.Proxy.Forget();
        (await line.Account.UidsAsync(query: "&page=1")).Length.ShouldBe(20);
        BesidesNews(line).ShouldHaveSingleItem().ShouldContain("FETCH");
    }

    [Theory]
    [InlineData(DovecotProfile.Full, 1)]
    [InlineData(DovecotProfile.Plain, 5)]
    public async Task Of_a_page_with_previews_is_one_with_PREVIEW_and_else_one_more_for_each_place_where_texts_begin(DovecotProfile profile, int most)
    {
        await using var line = await ConnectAsync(profile);
        (await line.Account.MessagesAsync(query: "&preview=true")).Count(message => message.Has("preview")).ShouldBe(20);
        BesidesNews(line).Count().ShouldBeInRange(1, most, string.Join('\n', BesidesNews(line)));

        line.Proxy.Forget();
        (await line.Account.MessagesAsync(query: "&preview=true")).Count(message => message.Has("preview")).ShouldBe(20);
        BesidesNews(line).ShouldHaveSingleItem().ShouldEndWith("(UID FLAGS)");
    }

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Of_a_page_of_another_mailbox_are_two(DovecotProfile profile)
    {
        await using var line = await ConnectAsync(profile);
        (await line.Account.UidsAsync("Other", "")).Length.ShouldBe(20);
        line.Proxy.Forget();
        (await line.Account.UidsAsync("Third", "")).Length.ShouldBe(1);
        Verbs(BesidesNews(line)).ShouldBe(["EXAMINE", "FETCH"]);
        line.Proxy.Open.ShouldBe(2);

        line.Proxy.Forget();
        (await line.Account.UidsAsync("Other", "")).Length.ShouldBe(20);
        Verbs(BesidesNews(line)).ShouldBe(["EXAMINE", "FETCH"]);
        line.Proxy.Forget();
        (await line.Account.UidsAsync("Other", "")).Length.ShouldBe(20);
        Verbs(BesidesNews(line)).ShouldBe(["FETCH"]);
    }

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.CondstoreOnly)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Of_a_page_by_its_cursor_are_as_many_as_of_one_by_its_number(DovecotProfile profile)
    {
        await using var line = await ConnectAsync(profile);
        var first = await line.Account.PageAsync();
        line.Proxy.Forget();
        var second = await line.Account.PageAsync(query: $"&cursor={first.Text("nextPageCursor")}");
        second.Items("messages").Length.ShouldBe(20);
        BesidesNews(line).ShouldHaveSingleItem().ShouldContain("FETCH");
        line.Proxy.Forget();
        (await line.Account.UidsAsync(query: $"&cursor={second.Text("prevPageCursor")}")).Length.ShouldBe(20);
        BesidesNews(line).ShouldHaveSingleItem().ShouldEndWith("(UID FLAGS)");
    }

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.CondstoreOnly)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Of_a_page_of_a_search_are_two(DovecotProfile profile)
    {
        await using var line = await ConnectAsync(profile);
        line.Proxy.Forget();
        var first = (await line.Account.PostAsync("search?path=INBOX", new { search = new { seen = false } })).Ok();
        Verbs(BesidesNews(line)).ShouldBe(["UID", "UID"]);
        line.Proxy.Forget();
        (await line.Account.PostAsync($"search?path=INBOX&cursor={first.Text("nextPageCursor")}", new { search = new { seen = false } })).Ok().Items("messages").Length.ShouldBe(20);
        Verbs(BesidesNews(line)).ShouldBe(["UID", "UID"]);
    }

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.CondstoreOnly)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Of_a_search_of_fifty_mailboxes_are_at_most_fifty(DovecotProfile profile)
    {
        var server = await servers.DovecotAsync(profile);
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var account = await servers.AccountAsync(
            (await servers.ApiAsync()).Client,
            server,
            mail =>
            {
                for (var i = 1; i <= 49; i++)
                    mail.Deliver(Enumerable.Range(0, 3).Select(n => MailFactory.Plain(i * 10 + n)), $"Box{i}");
                mail.Deliver(MailFactory.Plain(1));
            },
            proxy.Port);
        await account.InitializedAsync();
        proxy.Forget();

        var page = (await account.PostAsync("search", new { search = new { from = "sender" } })).Ok();

        (page.Number("total"), page.Items("messages").Length).ShouldBe((148, 20));
        page.Items("messages").Select(message => message.Text("path")).Distinct().Count().ShouldBeGreaterThan(5);
        Turns(proxy).ShouldBeLessThanOrEqualTo(50, string.Join('\n', proxy.Commands));
        await account.Api.DeleteAsync(account.Path);
    }

    /// <summary>How often the program waited for the server on the connection that said most: whatever it says without having heard anything in between is one turn.</summary>
    private static int Turns(RecordingProxy proxy) => proxy.Events.GroupBy(e => e.Connection).Max(connection =>
    {
        var (turns, wasClient) = (0, false);
        foreach (var e in connection)
        {
            turns += e.FromClient && !wasClient ? 1 : 0;
            wasClient = e.FromClient;
        }

        return turns;
    });

    [Fact]
    public async Task Of_requests_in_a_row_need_no_way_out_of_idle()
    {
        await using var line = await ConnectAsync(DovecotProfile.Full);
        await line.Account.UidsAsync(query: "");
        line.Proxy.Forget();
        for (var i = 0; i < 5; i++)
            await line.Account.UidsAsync(query: "");
        var said = line.Proxy.Events.Where(e => e.FromClient).Select(e => e.Text).ToArray();
        said.Count(text => text.Contains("FETCH", StringComparison.Ordinal)).ShouldBe(5);
        said.Count(text => text == "DONE").ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Of_equal_requests_at_the_same_time_are_shared()
    {
        await using var line = await ConnectAsync(DovecotProfile.Full);
        await line.Account.UidsAsync(query: "");
        line.Proxy.Forget();
        line.Proxy.Hold();
        var pages = Enumerable.Range(0, 20).Select(_ => line.Account.UidsAsync(query: "")).ToArray();
        await Eventually.TrueAsync(async () => (await line.Account.Api.GetAsync("/v1/stats")).Status == System.Net.HttpStatusCode.OK, "the program has them all");
        line.Proxy.Release();
        foreach (var page in pages)
            (await page).Length.ShouldBe(20);
        line.Proxy.Commands.Length.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task To_the_first_byte_of_an_attachment_are_two()
    {
        await using var line = await ConnectAsync(DovecotProfile.Full);
        var messages = await line.Account.MessagesAsync();
        var attachments = messages.Where(m => m.Has("attachments")).SelectMany(m => m.Items("attachments")).Where(a => a.Text("contentType") == "application/pdf").Select(a => a.Text("id")).Take(2).ToArray();
        (await line.Account.GetAsync($"attachment/{attachments[0]}")).OkBytes();
        line.Proxy.Forget();
        (await line.Account.GetAsync($"attachment/{attachments[1]}")).OkBytes();
        var before = line.Proxy.Events.TakeWhile(e => e.FromClient || e.Bytes < 2000).Where(e => e.IsCommand).Select(e => e.Text).ToArray();
        before.Length.ShouldBeInRange(1, 2, string.Join('\n', before));
    }

    /// <summary>
    /// What was said besides asking for news: of the mailbox by NOOP, where there is no IDLE to leave, or none was begun since the last page; of the others by
    /// LIST-STATUS.
    /// </summary>
    private static IEnumerable<string> BesidesNews(Line line) => line.Proxy.Commands.Where(command => command != "NOOP" && !command.StartsWith("LIST \"\" \"*\"", StringComparison.Ordinal));

    private static IEnumerable<string> Verbs(IEnumerable<string> commands) => commands.Select(command => command.Split(' ')[0]);

    private async Task<Line> ConnectAsync(DovecotProfile profile)
    {
        var server = await servers.DovecotAsync(profile);
        var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var account = await servers.AccountAsync(
            (await servers.ApiAsync()).Client,
            server,
            mail =>
            {
                mail.Deliver(MailFactory.Mixed(1, 60));
                mail.Deliver(MailFactory.Mixed(1, 30), "Other");
                mail.Deliver(MailFactory.Mixed(1, 1), "Third");
            },
            proxy.Port);
        await account.InitializedAsync();
        if (profile != DovecotProfile.Plain)
            await Eventually.TrueAsync(() => Task.FromResult(proxy.Events.Any(e => e.Text.EndsWith(" IDLE", StringComparison.Ordinal))), "it idles");
        proxy.Forget();
        return new Line(account, proxy);
    }

    private sealed record Line(TestAccount Account, RecordingProxy Proxy) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Account.Api.DeleteAsync(Account.Path);
            await Proxy.DisposeAsync();
        }
    }
}
