using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.BadInput;

public sealed class AccountIds(SharedServers servers)
{
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Redis)]
    public async Task May_hold_every_printable_character(StoreKind store)
    {
        await using var api = await servers.NewApiAsync(store);
        string[] ids =
        [
            .. Enumerable.Range(0x20, 0x7f - 0x20).Select(c => $"{(char)c}"), .. Enumerable.Range(0x20, 0x7f - 0x20).Select(c => $"x{(char)c}y"),
            "a/b", "a%2Fb", "a%252Fb", "a//b", "../x", "x/..", "...", "%", "%zz", "%00", "ä", "日本", "😀", "A", "a", new string('z', 256),
        ];
        ids = [.. ids.Where(id => id != ".").Distinct()];
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, _) =>
            (await api.Client.PostAsync("/v1/account", new { account = id, name = $"N {id[..Math.Min(id.Length, 200)]}" })).Ok().Text("account").ShouldBe(id));
        foreach (var id in ids)
        {
            var told = (await api.Client.GetAsync(Registration.PathOf(id))).Ok();
            (told.Text("account"), told.Text("name")).ShouldBe((id, $"N {id[..Math.Min(id.Length, 200)]}"));
        }

        (await api.Client.GetAsync("/v1/accounts?pageSize=1000")).Ok().Items("accounts").Select(a => a.Text("account")).ShouldBe(ids, ignoreOrder: true);
        foreach (var id in ids.Where((_, i) => i % 2 == 0))
            (await api.Client.DeleteAsync(Registration.PathOf(id))).Ok().Text("account").ShouldBe(id);
        (await api.Client.GetAsync("/v1/accounts?pageSize=1000")).Ok().Items("accounts").Select(a => a.Text("account")).ShouldBe(ids.Where((_, i) => i % 2 == 1), ignoreOrder: true);
    }

    [Fact]
    public async Task With_a_slash_and_with_its_escape_are_two_accounts()
    {
        await using var api = await ApiProcess.StartAsync();
        var server = await servers.DovecotAsync();
        var (slash, escaped) = (servers.NewUser(), servers.NewUser());
        server.MailOf(slash).Deliver(MailFactory.Plain(1, "of the slash"));
        server.MailOf(escaped).Deliver(MailFactory.Plain(1, "of the escape"));
        await api.Client.RegisterAsync("a/b", Registration.Imap(server.Port, slash));
        await api.Client.RegisterAsync("a%2Fb", Registration.Imap(server.Port, escaped));
        await api.Client.UntilAsync("a/b", "connected");
        await api.Client.UntilAsync("a%2Fb", "connected");

        (await api.Client.GetAsync("/v1/account/a%2Fb/messages?path=INBOX")).Ok().Items("messages")[0].Text("subject").ShouldBe("of the slash");
        (await api.Client.GetAsync("/v1/account/a%2fb/messages?path=INBOX")).Ok().Items("messages")[0].Text("subject").ShouldBe("of the slash");
        (await api.Client.GetAsync("/v1/account/a%252Fb/messages?path=INBOX")).Ok().Items("messages")[0].Text("subject").ShouldBe("of the escape");
        (await api.Client.GetAsync("/v1/account/a/b/messages?path=INBOX")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await api.Client.DeleteAsync("/v1/account/a%2Fb")).Ok().Text("account").ShouldBe("a/b");
        (await api.Client.GetAsync("/v1/account/a%252Fb")).Ok().Text("account").ShouldBe("a%2Fb");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\nb")]
    [InlineData("a\u0000b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u0085b")]
    public async Task Must_be_printable_and_no_step_of_a_path(string id) =>
        (await (await servers.ApiAsync()).Client.PostAsync("/v1/account", new { account = id, name = "x" })).Invalid("account");

    [Fact]
    public async Task Have_an_end()
    {
        var api = (await servers.ApiAsync()).Client;
        (await api.PostAsync("/v1/account", new { account = new string('z', 257), name = "x" })).Invalid("account");
        (await api.GetAsync("/v1/account/" + new string('z', 257))).Problem(HttpStatusCode.BadRequest, "InvalidInput");
        (await api.GetAsync("/v1/account/a%0Ab")).Problem(HttpStatusCode.BadRequest, "InvalidInput");
        (await api.GetAsync("/v1/account/%FF%FE")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }
}
