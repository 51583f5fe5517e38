using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>The beginning of the text, by the server's PREVIEW or by our own reading.</summary>
public sealed class PreviewFlows(SharedServers servers)
{
    private static readonly (byte[] Message, string? Preview)[] Mail =
    [
        (MailFactory.Plain(1, text: "Dear reader,\r\n\r\n  how are you?\r\n"), "Dear reader, how are you?"),
        (MailFactory.Latin1(2), "Schöne Grüße"),
        (MailFactory.ShiftJis(3), "こんにちは"),
        (MailFactory.WithInlineImage(4), "See"),
        (Html("<style>p{color:red}</style><p>Fish &amp; chips</p><script>alert(1)</script><p>today</p>"), "Fish & chips today"),
        (MailFactory.Forwarded(6), "See below."),
        (MailFactory.Message(MailFactory.Headers(7) + "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n", "iVBORw0KGgo=\r\n"), null),
        (MailFactory.Plain(8, text: new string('x', 4000)), new string('x', 200)),
    ];

    [Theory]
    [InlineData(MailServerKind.DovecotFull)]
    [InlineData(MailServerKind.DovecotCondstore)]
    [InlineData(MailServerKind.DovecotPlain)]
    [InlineData(MailServerKind.Cyrus)]
    public async Task Listings_searches_conversations_and_messages_show_the_same_previews_on_every_server(MailServerKind kind)
    {
        var server = await servers.MailServerAsync(kind);
        var account = await servers.AccountAsync((await servers.ApiAsync()).Client, server, async other =>
        {
            foreach (var (message, _) in Mail)
                await other.AppendAsync("INBOX", message);
        });

        var listed = await account.MessagesAsync(query: "&preview=true");
        listed.Reverse().Select(message => message.TextOrNull("preview")).ShouldBe(Mail.Select(mail => mail.Preview));

        (await account.MessagesAsync()).ShouldAllBe(message => !message.Has("preview"));
        (await account.PostAsync("search?path=INBOX&preview=true", new { search = new { uid = "1:2" } })).Ok().Items("messages").Select(message => message.Text("preview")).ShouldBe(["Schöne Grüße", "Dear reader, how are you?"]);
        (await account.PostAsync("search?preview=true", new { search = new { larger = 3000 } })).Ok().Items("messages").ShouldContain(message => message.TextOrNull("preview") == new string('x', 200));
        (await account.GetAsync("threads?path=INBOX&preview=true&pageSize=1")).Ok().Items("threads")[0].At("latest").Text("preview").ShouldBe(new string('x', 200));
        (await account.GetAsync($"message/{listed[^1].Text("id")}?preview=true")).Ok().Text("preview").ShouldBe("Dear reader, how are you?");
        (await account.GetAsync($"message/{listed[^1].Text("id")}")).Ok().Has("preview").ShouldBeFalse();
        (await account.GetAsync("messages?path=INBOX&preview=maybe")).Invalid("preview");
    }

    private static byte[] Html(string body) => MailFactory.Message(MailFactory.Headers(5) + "Content-Type: text/html; charset=utf-8\r\n", $"<html><body>{body}</body></html>\r\n");
}
