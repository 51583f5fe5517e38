using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class RestartFlows(SharedServers servers)
{
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task Brings_everything_back_after_a_kill(StoreKind store)
    {
        await using var api = await servers.NewApiAsync(store);
        var server = await servers.DovecotAsync();
        var accounts = new List<TestAccount>();
        for (var i = 0; i < 5; i++)
        {
            accounts.Add(await servers.AccountAsync(api.Client, server, mail =>
            {
                mail.Deliver(MailFactory.Mixed(1, 3), "Second");
                mail.Deliver(MailFactory.Mixed(1, 3));
            }));
        }

        (await api.Client.PostAsync("/v1/settings", new { logs = new { maxLogLines = 77 } })).Ok();
        var ids = new List<string>();
        foreach (var account in accounts)
            ids.AddRange([await account.NewestAsync("Second"), await account.NewestAsync()]);

        // Registered at the very last moment: what was answered is kept.
        var late = servers.NewUser();
        await api.Client.RegisterAsync(late, Registration.Imap(server.Port, late));
        await api.KillAsync();
        await api.StartAsync();

        var after = new List<string>();
        foreach (var account in accounts)
        {
            await api.Client.UntilAsync(account.Id, "connected");
            after.AddRange([await account.NewestAsync("Second"), await account.NewestAsync()]);
        }

        after.ShouldBe(ids);
        await api.Client.UntilAsync(late, "connected");
        (await api.Client.GetAsync("/v1/accounts")).Ok().Number("total").ShouldBe(6);
        (await api.Client.GetAsync("/v1/settings?logs=true")).Ok().At("logs").Number("maxLogLines").ShouldBe(77);
    }

    [Fact]
    public async Task Stops_cleanly_when_told_to()
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        await servers.AccountAsync(api.Client, await servers.DovecotAsync());
        (await api.StopAsync()).ShouldBe(0);
        api.Output.ShouldNotContain("Unhandled exception");
        await api.StartAsync();
        (await api.Client.GetAsync("/v1/accounts")).Ok().Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Finds_its_way_back_when_the_mail_server_was_away()
    {
        await using var server = await DovecotServer.StartAsync();
        var api = await servers.ApiAsync();
        var account = await servers.AccountAsync(api.Client, server, mail => mail.Deliver(MailFactory.Plain(1)));
        (await account.UidsAsync()).ShouldBe([1]);
        await server.StopAsync();
        await Eventually.TrueAsync(async () => (await account.GetAsync("messages?path=INBOX")).Status == HttpStatusCode.BadGateway, "the account is away");
        (await account.GetAsync("messages?path=INBOX")).Problem(HttpStatusCode.BadGateway, "IMAPUnavailable").Truth("retryable").ShouldBeTrue();

        account.Mail.Deliver(MailFactory.Plain(2));
        await server.StartAsync();
        // The wait between attempts grows; whoever knows that the server is back may say so.
        (await account.PutAsync("reconnect", new { })).Ok();
        await api.Client.UntilAsync(account.Id, "connected");
        (await account.UidsAsync()).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Finds_its_way_back_alone_when_the_connection_is_cut()
    {
        var server = await servers.DovecotAsync();
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var account = await servers.AccountAsync((await servers.ApiAsync()).Client, server, mail => mail.Deliver(MailFactory.Plain(1)), proxy.Port);
        await account.InitializedAsync();
        var first = proxy.Events.Max(e => e.Connection);
        proxy.Cut();
        // There is a second connection at times, and one of them may be made while they are cut; the one that idles is the account's own.
        await Eventually.TrueAsync(() => Task.FromResult(proxy.Events.Any(e => e.Connection > first && e.IsIdle)), "a new connection waits for news", TimeSpan.FromSeconds(60));
        (await account.UidsAsync()).ShouldBe([1]);
    }
}
