using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class AccountFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Registers_connects_and_tells_everything_but_the_secret(DovecotProfile profile, StoreKind store)
    {
        var api = (await servers.ApiAsync(store)).Client;
        var server = await servers.DovecotAsync(profile);
        var user = servers.NewUser();
        var imap = Registration.Imap(server.Port, user);

        (await api.PostAsync("/v1/account", Registration.Account(user, imap))).Ok().GetRawText()
            .ShouldBe($$"""{"account":"{{user}}","state":"new"}""");
        var told = await api.UntilAsync(user, "connected");
        told.Text("account").ShouldBe(user);
        told.Text("name").ShouldBe($"Account {user}");
        told.At("imap").Text("host").ShouldBe(DovecotServer.Host);
        told.At("imap").Number("port").ShouldBe(server.Port);
        told.At("imap").At("auth").Text("user").ShouldBe(user);
        told.At("imap").GetRawText().ShouldNotContain(DovecotServer.Password);
        told.Has("lastError").ShouldBeFalse();
        told.Number("connections").ShouldBe(1);
        told.At("lastServerByteAt").GetDateTimeOffset().ShouldBeInRange(TimeProvider.System.GetUtcNow().AddMinutes(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));

        (await api.PostAsync("/v1/account", Registration.Account(user, imap))).Ok().Text("state").ShouldBe("existing");
        await api.UntilAsync(user, "connected");
    }

    [Fact]
    public async Task Connects_with_tls_and_with_starttls_when_the_certificate_is_let_pass()
    {
        var api = (await servers.ApiAsync()).Client;
        var server = await servers.DovecotAsync();
        foreach (var (port, secure) in ((int, bool)[])[(server.TlsPort, true), (server.StartTlsPort, false)])
        {
            var user = servers.NewUser();
            server.MailOf(user).Deliver(MailFactory.Plain(1));
            await api.RegisterAsync(user, Registration.Imap(port, user, host: DovecotServer.TlsHost, secure: secure, rejectUnauthorized: false));
            (await api.UntilAsync(user, "connected")).At("imap").At("tls").Truth("rejectUnauthorized").ShouldBeFalse();
            (await api.GetAsync($"/v1/account/{user}/messages?path=INBOX")).Ok().Number("total").ShouldBe(1);
        }
    }

    [Fact]
    public async Task Lists_accounts_by_page_state_and_words()
    {
        var api = (await servers.ApiAsync()).Client;
        var server = await servers.DovecotAsync();
        var users = new[] { servers.NewUser(), servers.NewUser(), servers.NewUser() };
        foreach (var user in users)
        {
            await api.RegisterAsync($"listed-{user}", Registration.Imap(server.Port, user));
            await api.UntilAsync($"listed-{user}", "connected");
        }

        await api.RegisterAsync("listed-lost", Registration.Imap(FreePort.Next(), users[0]));
        await api.UntilAsync("listed-lost", "connectError");

        var all = (await api.GetAsync("/v1/accounts?query=LISTED-&pageSize=3")).Ok();
        (all.Number("total"), all.Number("page"), all.Number("pages")).ShouldBe((4, 0, 2));
        all.Items("accounts").Length.ShouldBe(3);
        var second = (await api.GetAsync("/v1/accounts?query=listed-&pageSize=3&page=1")).Ok().Items("accounts");
        all.Items("accounts").Concat(second).Select(a => a.Text("account"))
            .ShouldBe(users.Select(user => $"listed-{user}").Append("listed-lost").Order(StringComparer.Ordinal));
        (await api.GetAsync("/v1/accounts?query=listed-&state=connected")).Ok().Number("total").ShouldBe(3);
        var lost = (await api.GetAsync("/v1/accounts?query=listed-&state=connectError")).Ok().Items("accounts");
        lost.Select(a => a.Text("account")).ShouldBe(["listed-lost"]);
        (await api.GetAsync("/v1/accounts?state=sleeping")).Invalid("state");
    }

    [Fact]
    public async Task Changes_what_is_given_and_keeps_the_rest()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Plain(1)));
        (await account.Api.PutAsync(account.Path, new { name = "Another name" })).Ok().GetRawText().ShouldBe($$"""{"account":"{{account.Id}}"}""");
        var told = await account.Api.UntilAsync(account.Id, "connected");
        told.Text("name").ShouldBe("Another name");
        told.At("imap").At("auth").Text("user").ShouldBe(account.Id);
        (await account.UidsAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task Never_sends_a_stored_password_to_another_server()
    {
        var account = await servers.AccountAsync();
        var other = await servers.DovecotAsync(DovecotProfile.Plain);
        (await account.Api.PutAsync(account.Path, new { imap = new { host = DovecotServer.Host, port = other.Port, secure = false } })).Invalid("imap.auth");
        (await account.Api.PutAsync(account.Path, new { imap = new { host = "localhost", port = account.Server.Port, secure = false } })).Invalid("imap.auth");
        (await account.Api.UntilAsync(account.Id, "connected")).At("imap").Number("port").ShouldBe(account.Server.Port);

        (await account.Api.PutAsync(account.Path, new { imap = Registration.Imap(other.Port, account.Id) })).Ok();
        await Eventually.TrueAsync(
            async () => (await account.GetAsync("mailboxes")) is { Status: HttpStatusCode.OK }
                && (await account.Api.GetAsync(account.Path)).Ok().At("imap").Number("port") == other.Port,
            "it connects to the new server");
    }

    [Theory, EverySetting]
    public async Task Deletes_an_account_and_gives_its_messages_the_same_ids_when_it_comes_back(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.Deliver(MailFactory.Plain(1), "Beta");
            mail.Deliver(MailFactory.Plain(2), "Alpha");
            mail.Deliver(MailFactory.Plain(3));
        });
        var (beta, alpha) = (await account.NewestAsync("Beta"), await account.NewestAsync("Alpha"));
        new[] { await account.NewestAsync(), beta, alpha }.ShouldBeUnique();

        (await account.Api.DeleteAsync(account.Path)).Ok().GetRawText().ShouldBe($$"""{"account":"{{account.Id}}","deleted":true}""");
        (await account.Api.GetAsync(account.Path)).Problem(HttpStatusCode.NotFound, "AccountNotFound");
        (await account.GetAsync("messages?path=INBOX")).Problem(HttpStatusCode.NotFound, "AccountNotFound");
        (await account.Api.DeleteAsync(account.Path)).Problem(HttpStatusCode.NotFound, "AccountNotFound");

        (await account.Api.PostAsync("/v1/account", Registration.Account(account.Id, Registration.Imap(account.Server.Port, account.Id)))).Ok().Text("state").ShouldBe("new");
        await account.Api.UntilAsync(account.Id, "connected");
        (await account.NewestAsync("Alpha")).ShouldBe(alpha);
        (await account.NewestAsync("Beta")).ShouldBe(beta);
    }

    [Fact]
    public async Task Closes_the_connections_of_a_deleted_account()
    {
        var server = await servers.DovecotAsync();
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var account = await servers.AccountAsync((await servers.ApiAsync()).Client, server, port: proxy.Port);
        (await account.Api.DeleteAsync(account.Path)).Ok();
        await Eventually.TrueAsync(() => Task.FromResult(proxy.Open == 0), "the connection is closed");
    }

    [Fact]
    public async Task Reconnects_when_asked()
    {
        var server = await servers.DovecotAsync();
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var account = await servers.AccountAsync((await servers.ApiAsync()).Client, server, mail => mail.Deliver(MailFactory.Plain(1)), proxy.Port);
        var before = proxy.Accepted;
        (await account.PutAsync("reconnect", new { })).Ok();
        await Eventually.TrueAsync(() => Task.FromResult(proxy.Accepted > before), "a new connection is made");
        await account.Api.UntilAsync(account.Id, "connected");
        (await account.UidsAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task Keeps_an_account_without_imap_settings_unset()
    {
        var api = (await servers.ApiAsync()).Client;
        var id = servers.NewUser();
        (await api.PostAsync("/v1/account", new { account = id, name = "No mail" })).Ok();
        (await api.UntilAsync(id, "unset")).Has("imap").ShouldBeFalse();
        (await api.GetAsync($"/v1/account/{id}/messages?path=INBOX")).Problem(HttpStatusCode.BadGateway, "IMAPUnavailable").Text("message").ShouldContain("unset", Case.Insensitive);
    }

    [Fact]
    public async Task Verifies_a_login_without_storing_it()
    {
        var api = (await servers.ApiAsync()).Client;
        var server = await servers.DovecotAsync();
        var user = servers.NewUser();
        (await api.PostAsync("/v1/verifyAccount", new { imap = Registration.Imap(server.Port, user) })).Ok().GetRawText().ShouldBe("""{"imap":{"success":true}}""");

        var refused = (await api.PostAsync("/v1/verifyAccount", new { imap = Registration.Imap(server.Port, user, "wrong") })).Ok().At("imap");
        refused.Truth("success").ShouldBeFalse();
        refused.Text("code").ShouldBe("AuthenticationFailed");
        refused.Text("error").ShouldNotBeNullOrEmpty();

        var unreachable = (await api.PostAsync("/v1/verifyAccount", new { imap = Registration.Imap(FreePort.Next(), user) })).Ok().At("imap");
        unreachable.Truth("success").ShouldBeFalse();
        unreachable.Text("code").ShouldBe("ConnectionRefused");

        var distrusted = (await api.PostAsync("/v1/verifyAccount", new { imap = Registration.Imap(server.TlsPort, user, host: DovecotServer.TlsHost, secure: true) })).Ok().At("imap");
        distrusted.Text("code").ShouldBe("CertificateRejected");

        (await api.GetAsync($"/v1/accounts?query={user}")).Ok().Items("accounts").ShouldAllBe(account => account.Text("account") != user);
        (await api.PostAsync("/v1/verifyAccount", new { })).Invalid();
    }
}
