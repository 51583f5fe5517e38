using System.Net;
using System.Text;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Imap;
using ImapApi.TestKit.Smtp;
using ImapApi.TestKit.Storage;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>Accounts whose credentials <c>examples/auth-server</c> gives, which runs as a program of its own.</summary>
public sealed class AuthServerFlows(SharedServers servers) : IAsyncLifetime
{
    private const string Key = "hush-hush";
    private const string Pass = DovecotServer.Password;

    private readonly TemporaryDirectory _directory = new();
    private ApiProcess _api = null!;
    private ExampleProcess _auth = null!;

    private string Logins => Path.Combine(_directory.Path, "accounts.json");

    public async ValueTask InitializeAsync()
    {
        Give(new { });
        _auth = await StartAuthServerAsync(FreePort.Next());
        _api = await ApiProcess.StartAsync();
        (await _api.Client.PostAsync("/v1/settings", new { logs = new { all = true } })).Ok();
        await SetAsync(Url(Key));
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _auth.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task An_account_is_connected_with_the_password_that_the_authentication_server_gives()
    {
        var dovecot = await servers.DovecotAsync();
        var user = servers.NewUser();
        dovecot.MailOf(user).Deliver(MailFactory.Plain(1));
        Give(new { example = new { user, pass = Pass } });

        await _api.Client.RegisterAsync("example", Asking(dovecot.Port));

        var told = await _api.Client.UntilAsync("example", "connected");
        told.At("imap").Truth("useAuthServer").ShouldBeTrue();
        told.At("imap").Has("auth").ShouldBeFalse();
        (await _api.Client.GetAsync("/v1/account/example/messages?path=INBOX")).Ok().Number("total").ShouldBe(1);
    }

    [Fact]
    public async Task Dovecot_lets_an_account_in_with_an_access_token_and_with_the_next_one_after_it_has_expired()
    {
        var tokens = new DovecotTokens();
        await using var dovecot = await DovecotServer.StartAsync(tokenKey: tokens.Key);
        var expired = tokens.For("eva", TimeSpan.FromMinutes(-5));
        Give(new { example = new { user = "eva", accessToken = expired } });
        await _api.Client.RegisterAsync("example", Asking(dovecot.Port));

        var refused = (await _api.Client.UntilAsync("example", "authenticationError")).At("lastError");
        refused.Text("code").ShouldBe("AuthenticationFailed");
        var valid = tokens.For("eva");
        Give(new { example = new { user = "eva", accessToken = valid } });
        (await _api.Client.PutAsync("/v1/account/example/reconnect", new { })).Ok();

        (await _api.Client.UntilAsync("example", "connected")).Has("lastError").ShouldBeFalse();
        await WithheldAsync(expired, valid, Key);
    }

    [Theory]
    [InlineData("XOAUTH2")]
    [InlineData("OAUTHBEARER")]
    public async Task The_token_is_given_with_the_mechanism_that_the_mail_servers_offer(string mechanism)
    {
        const string Token = "ya29.A0-token-in-a-thousand";
        await using var imap = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "SASL-IR", "IDLE", "NAMESPACE", "AUTH=" + mechanism], Admits = (user, secret) => (user, secret) == ("bob@mail.test", Token) });
        await using var smtp = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [mechanism], Admits = login => login == new SmtpLogin(mechanism, "bob@mail.test", Token) });
        Give(new { example = new { user = "bob@mail.test", accessToken = Token } });
        await _api.Client.RegisterAsync("example", Asking(imap.Port));
        await _api.Client.UntilAsync("example", "connected");

        var verdict = (await _api.Client.PostAsync("/v1/verifyAccount", new { account = "example", imap = Asking(imap.Port), smtp = Asking(smtp.Port), mailboxes = true })).Ok();

        verdict.At("smtp").Truth("success").ShouldBeTrue(verdict.GetRawText());
        verdict.At("imap").Truth("success").ShouldBeTrue(verdict.GetRawText());
        verdict.At("imap").Items("mailboxes").Select(mailbox => mailbox.Text("path")).ShouldBe(["INBOX"]);
        smtp.Sessions.ShouldHaveSingleItem().State.Login!.Mechanism.ShouldBe(mechanism);
        await WithheldAsync(Token);
    }

    [Fact]
    public async Task A_server_that_is_down_is_told_of_and_the_account_connects_when_it_is_back()
    {
        var dovecot = await servers.DovecotAsync();
        Give(new { example = new { user = servers.NewUser(), pass = Pass } });
        var port = _auth.Port;
        await _auth.DisposeAsync();
        await _api.Client.RegisterAsync("example", Asking(dovecot.Port));

        var error = (await _api.Client.UntilAsync("example", "authenticationError")).At("lastError");
        error.Text("code").ShouldBe("AuthServerFailed");
        error.Text("message").ShouldContain($"http://127.0.0.1:{port}, asked for the imap credentials of account 'example', does not run");
        (await _api.Client.GetAsync("/v1/account/example/messages?path=INBOX")).Problem(HttpStatusCode.BadGateway, "AuthServerFailed");
        (await _api.Client.GetAsync("/v1/events?account=example")).Ok().Items("events").ShouldContain(told => told.Text("event") == "authenticationError");

        _auth = await StartAuthServerAsync(port);
        // By itself: a wrong password would have to wait for a minute.
        await _api.Client.UntilAsync("example", "connected", TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task Another_server_is_asked_as_soon_as_it_is_set()
    {
        var dovecot = await servers.DovecotAsync();
        Give(new { example = new { user = servers.NewUser(), pass = Pass } });
        await SetAsync("");
        await _api.Client.RegisterAsync("example", Asking(dovecot.Port));
        (await _api.Client.UntilAsync("example", "authenticationError")).At("lastError").Text("message").ShouldContain("none is set");

        await SetAsync(Url("wrong"));
        await Eventually.TrueAsync(async () => (await _api.Client.GetAsync("/v1/account/example")).Text.Contains("answered 401", StringComparison.Ordinal), "the refusal is told");
        await SetAsync(Url(Key));

        await _api.Client.UntilAsync("example", "connected");
        await WithheldAsync(Key);
    }

    [Fact]
    public async Task Both_servers_are_verified_with_passwords_of_both_kinds()
    {
        var dovecot = await servers.DovecotAsync();
        var postfix = await servers.PostfixAsync();
        var user = servers.NewUser();
        dovecot.MailOf(user).AddSpecialMailboxes();
        Give(new { known = new { user, pass = Pass }, wrong = new { user, pass = "wrong" } });

        var own = await VerifyAsync(new { imap = Registration.Imap(dovecot.Port, user), smtp = Registration.Imap(postfix.Port, user), mailboxes = true });
        own.At("smtp").GetRawText().ShouldBe("""{"success":true}""");
        var mailboxes = own.At("imap").Items("mailboxes");
        mailboxes[0].Text("path").ShouldBe("INBOX");
        mailboxes.Single(mailbox => mailbox.Text("path") == "Sent").Text("specialUse").ShouldBe(@"\Sent");

        var asked = await VerifyAsync(new { account = "known", imap = Asking(dovecot.Port), smtp = Asking(postfix.Port) });
        asked.GetRawText().ShouldBe("""{"imap":{"success":true},"smtp":{"success":true}}""");

        foreach (var (account, code) in ((string, string)[])[("wrong", "AuthenticationFailed"), ("unknown", "AuthServerFailed")])
        {
            var refused = await VerifyAsync(new { account, imap = Asking(dovecot.Port), smtp = Asking(postfix.Port), mailboxes = true });
            refused.At("imap").Text("code").ShouldBe(code);
            refused.At("imap").Has("mailboxes").ShouldBeFalse();
            refused.At("smtp").Text("code").ShouldBe(code);
        }

        (await _api.Client.PostAsync("/v1/verifyAccount", new { imap = Asking(dovecot.Port) })).Invalid("account");
        (await _api.Client.PostAsync("/v1/verifyAccount", new { smtp = Registration.Imap(postfix.Port, user), mailboxes = true })).Invalid("mailboxes");
    }

    private string Url(string password) => $"http://imapapi:{password}@127.0.0.1:{_auth.Port}/";

    private static object Asking(int port) => new { host = "127.0.0.1", port, secure = false, useAuthServer = true };

    private async Task<JsonElement> VerifyAsync(object body) => (await _api.Client.PostAsync("/v1/verifyAccount", body)).Ok();

    private Task<ExampleProcess> StartAuthServerAsync(int port) => ExampleProcess.StartAsync("AuthServer", port, "--password", Key, "--accounts", Logins);

    private async Task SetAsync(string url) => (await _api.Client.PostAsync("/v1/settings", new { authServer = url })).Ok();

    private void Give(object logins)
    {
        // Whole or not at all: the example reads it for every question.
        File.WriteAllText(Logins + ".new", JsonSerializer.Serialize(logins));
        File.Move(Logins + ".new", Logins, overwrite: true);
    }

    /// <summary>Ends the program, and looks for the secrets in all that it has told, logged and stored.</summary>
    private async Task WithheldAsync(params string[] secrets)
    {
        var log = (await _api.Client.GetAsync("/v1/logs/example")).Text;
        log.ShouldContain("AUTHENTICATE", Case.Sensitive);
        var told = log + (await _api.Client.GetAsync("/v1/account/example")).Text + (await _api.Client.GetAsync("/v1/events?account=example")).Text
            + (await _api.Client.GetAsync("/v1/settings?authServer=true")).Text + (await _api.Client.GetAsync("/metrics")).Text;
        (await _api.StopAsync()).ShouldBe(0);
        var places = Directory.EnumerateFiles(_api.DataDirectory, "*", SearchOption.AllDirectories).Select(file => (Name: file, Bytes: File.ReadAllBytes(file)))
            .Append((Name: "answers", Bytes: Encoding.UTF8.GetBytes(told))).Append((Name: "output", Bytes: Encoding.UTF8.GetBytes(_api.Output)));
        foreach (var (name, bytes) in places)
            secrets.SelectMany(secret => SecretTraces.In(bytes, secret)).ShouldBeEmpty(name);
    }
}
