using System.Text;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>The example that every user starts from has to look as it is printed.</summary>
public sealed class SeedExampleFlows(SharedServers servers)
{
    /// <summary>An entry, as the introduction prints it.</summary>
    private const string Entry =
        """
        {
            "id": "AAAAAQAAAeE",
            "uid": 481,
            "date": "2019-10-07T06:05:23.000Z",
            "size": 4334,
            "subject": "Test message",
            "from": {
                "name": "Peter Põder",
                "address": "Peter.Poder@example.com"
            },
            "to": [
                {
                    "name": "",
                    "address": "andris@imapapi.com"
                }
            ],
            "messageId": "<0ebdd7b084794911b03986c827128f1b@example.com>",
            "text": {
                "id": "AAAAAQAAAeGTkaExkaEykA",
                "encodedSize": {
                    "plain": 17,
                    "html": 2135
                }
            }
        }
        """;

    [Theory, EverySetting]
    public async Task Lists_the_example_as_it_is_printed(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
            mail.Seed(1, [.. Enumerable.Range(282, 199).Select(uid => ((uint)uid, MailFactory.Plain(uid))), (481u, Message())]));

        var answer = await account.GetAsync("messages?path=INBOX");
        var page = answer.Ok();
        page.Names.Where(name => name is not ("total" or "nextPageCursor")).ShouldBe(["page", "pages", "messages"]);
        (page.Number("page"), page.Number("pages")).ShouldBe((0, 10));
        using var printed = JsonDocument.Parse(Entry);
        var shown = page.Items("messages")[0];
        Only(shown, printed.RootElement.Names).ShouldBe(JsonSerializer.Serialize(printed.RootElement, Plainly));
        answer.Text.ShouldContain("\"Peter Põder\"");
        answer.Text.ShouldContain("\"<0ebdd7b084794911b03986c827128f1b@example.com>\"");

        (await account.GetAsync("messages?path=INBOX&page=5")).Ok().Items("messages").Length.ShouldBe(20);
        (await account.GetAsync("message/AAAAAQAAAeE")).Ok().Text("subject").ShouldBe("Test message");
        (await account.GetAsync("text/AAAAAQAAAeGTkaExkaEykA")).Ok().Text("plain").ShouldBe("This is the text.");
    }

    private static readonly JsonSerializerOptions Plainly = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The members of these names, in the order and the very characters of the answer.</summary>
    private static string Only(JsonElement shown, string[] names) =>
        "{" + string.Join(',', shown.EnumerateObject().Where(member => names.Contains(member.Name)).Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}")) + "}";

    private static byte[] Message()
    {
        const string plain = "This is the text.";
        plain.Length.ShouldBe(17);
        var html = "<p>" + new string('h', 2135 - 7) + "</p>";
        string Build(string padding) =>
            "From: =?utf-8?Q?Peter_P=C3=B5der?= <Peter.Poder@example.com>\r\nTo: andris@imapapi.com\r\nSubject: Test message\r\n" +
            "Date: Mon, 7 Oct 2019 06:05:23 +0000\r\nMessage-ID: <0ebdd7b084794911b03986c827128f1b@example.com>\r\n" + padding +
            "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n" +
            MailFactory.Multipart("b", "Content-Type: text/plain; charset=utf-8\r\n\r\n" + plain, "Content-Type: text/html; charset=utf-8\r\n\r\n" + html);
        var missing = 4334 - Build("").Length;
        var lines = new StringBuilder();
        while (missing - lines.Length > 140)
            lines.Append("X-Padding: ").Append('p', 60).Append("\r\n");
        var last = missing - lines.Length - "X-Padding: \r\n".Length;
        lines.Append("X-Padding: ").Append('p', last).Append("\r\n");
        var message = Encoding.ASCII.GetBytes(Build(lines.ToString()));
        message.Length.ShouldBe(4334);
        return message;
    }
}
