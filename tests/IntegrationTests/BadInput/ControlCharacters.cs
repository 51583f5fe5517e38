using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.BadInput;

public sealed class ControlCharacters(SharedServers servers)
{
    public static TheoryData<string> Bad => ["\r", "\n", "\r\n", "\0", "\u0085", "\u2028", "\u2029", "\u001b", "\u007f"];

    [Theory, MemberData(nameof(Bad))]
    public async Task Never_reach_a_mail_server(string bad)
    {
        var server = await servers.DovecotAsync();
        await using var proxy = new RecordingProxy(DovecotServer.Host, server.Port);
        var account = await servers.AccountAsync((await servers.ApiAsync()).Client, server, mail => mail.Deliver(MailFactory.Plain(1)), proxy.Port);
        var id = await account.NewestAsync();
        await account.GetAsync("mailboxes");
        proxy.Forget();
        var text = $"a{bad}A1 LOGOUT";
        var escaped = Uri.EscapeDataString(text);

        object Endpoint(string host = "127.0.0.1", string user = "u", string pass = "p") => new { host, port = 1, auth = new { user, pass } };
        foreach (var target in (string[])["/v1/account", "/v1/verifyAccount"])
        {
            object With(object imap) => target == "/v1/account" ? new { account = "x", name = "x", imap } : new { imap };
            (await account.Api.PostAsync(target, With(Endpoint(host: text)))).Invalid("imap.host");
            (await account.Api.PostAsync(target, With(Endpoint(user: text)))).Invalid("imap.auth.user");
            (await account.Api.PostAsync(target, With(Endpoint(pass: text)))).Invalid("imap.auth.pass");
            (await account.Api.PostAsync(target, With(new { host = "h", port = 1, auth = new { user = "u", accessToken = text } }))).Invalid("imap.auth.accessToken");
        }

        (await account.Api.PostAsync("/v1/account", new { account = "x", name = text })).Invalid("name");
        (await account.Api.PutAsync(account.Path, new { name = text })).Invalid("name");
        (await account.GetAsync($"messages?path={escaped}")).Invalid("path");
        (await account.PostAsync("mailbox", new { path = text })).Invalid("path");
        (await account.PostAsync("mailbox", new { path = new[] { "fine", text } })).Invalid("path");
        (await account.DeleteAsync($"mailbox?path={escaped}")).Invalid("path");
        foreach (var change in (string[])["add", "delete", "set"])
            (await account.PutAsync($"message/{id}", new { flags = new Dictionary<string, string[]> { [change] = [text] } })).Invalid($"flags.{change}");
        foreach (var key in (string[])["from", "to", "cc", "bcc", "subject", "body", "uid", "seq", "emailId", "threadId", "gmailRaw"])
            (await account.GetAsync($"messages?path=INBOX&search[{key}]={escaped}")).Invalid($"search[{key}]");
        (await account.GetAsync($"messages?path=INBOX&search[header][x-test]={escaped}")).Invalid();
        (await account.GetAsync($"messages?path=INBOX&search[header][{escaped}]=x")).Invalid();

        proxy.Commands.ShouldBeEmpty();
        (await account.UidsAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task Of_imap_itself_are_only_text()
    {
        const string text = "a\"b\\c {10} (x) %*";
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Plain(1, text)));
        (await account.UidsAsync(query: $"&search[subject]={Uri.EscapeDataString(text)}")).ShouldBe([1]);
        (await account.UidsAsync(query: $"&search[subject]={Uri.EscapeDataString(text + "}")}")).ShouldBeEmpty();
        foreach (var name in (string[])["quote\"d", "back\\slash", "br{5}ace", "(parens)"])
        {
            (await account.PostAsync("mailbox", new { path = name })).Ok().Text("path").ShouldBe(name);
            (await account.PageAsync(name)).Number("total").ShouldBe(0);
            (await account.DeleteAsync($"mailbox?path={Uri.EscapeDataString(name)}")).Ok();
        }
    }
}
