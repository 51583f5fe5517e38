using System.Net;
using System.Text;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class UploadFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Stores_a_message_with_its_flags_and_date_and_tells_of_it_once(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(MailFactory.Plain(1)));
        await account.InitializedAsync();
        var raw = Encoding.Latin1.GetBytes($"DKIM-Signature: b=abc\r\n\tdef\r\nMessage-ID: <{account.Id}@upload.test>\r\nSubject: Gespeichert \r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b  \r\n\r\nText é\r\n--b--  \r\n");

        var uploaded = (await account.PostAsync("message", new { path = "inbox", raw = Convert.ToBase64String(raw), flags = new[] { @"\Seen", "Mine" }, internalDate = "2020-02-29T12:30:45Z" })).Ok();

        uploaded.Text("path").ShouldBe("INBOX");
        uploaded.Number("uid").ShouldBe(2);
        uploaded.Text("messageId").ShouldBe($"<{account.Id}@upload.test>");
        var listed = (await account.MessagesAsync())[0];
        listed.Text("id").ShouldBe(uploaded.Text("id"));
        listed.At("flags").EnumerateArray().Select(flag => flag.GetString()).ShouldBe([@"\Seen", "Mine"], ignoreOrder: true);
        (await account.GetAsync($"message/{uploaded.Text("id")}/source")).OkBytes().ShouldBe(raw);
        await using (var client = await account.ConnectAsync())
        {
            await client.OkAsync("SELECT INBOX");
            (await client.OkAsync("UID FETCH 2 (INTERNALDATE)")).ShouldContain("29-Feb-2020 12:30:45 +0000");
        }

        await Eventually.TrueAsync(async () => (await NewAsync()).Length > 0, "the upload is told of");
        // What comes next is told after it: were it told twice, that would have been before.
        (await account.PutAsync($"message/{uploaded.Text("id")}", new { flags = new { add = new[] { @"\Flagged" } } })).Ok();
        await Eventually.TrueAsync(async () => (await account.EventsAsync()).Any(told => told.Text("event") == "messageUpdated"), "the flag is told of");
        (await NewAsync()).ShouldBe([uploaded.Text("id")]);

        async Task<string[]> NewAsync() => [.. (await account.EventsAsync()).Where(told => told.Text("event") == "messageNew").Select(told => told.At("data").Text("id"))];
    }

    [Fact]
    public async Task What_was_uploaded_can_be_read_at_once()
    {
        var account = await servers.AccountAsync();
        for (var number = 1; number <= 20; number++)
        {
            var uploaded = (await account.PostAsync("message", new { path = "INBOX", raw = Convert.ToBase64String(MailFactory.Plain(number)) })).Ok();
            (await account.GetAsync($"message/{uploaded.Text("id")}/source")).OkBytes().ShouldBe(MailFactory.Plain(number));
        }
    }

    [Fact]
    public async Task Finds_the_mailbox_by_its_role_and_tells_of_the_message_there()
    {
        var account = await servers.AccountAsync(fill: mail => mail.AddSpecialMailboxes());
        await account.InitializedAsync();

        var uploaded = (await account.PostAsync("message", new { path = @"\Drafts", raw = Convert.ToBase64String("Subject: x\n\nA draft\n"u8), flags = new[] { @"\Draft" } })).Ok();

        uploaded.Text("path").ShouldBe("Drafts");
        uploaded.Has("messageId").ShouldBeFalse();
        (await account.GetAsync($"message/{uploaded.Text("id")}/source")).OkBytes().ShouldBe("Subject: x\r\n\r\nA draft\r\n"u8.ToArray());
        await Eventually.TrueAsync(
            async () => (await account.EventsAsync()).Any(told => told.Text("event") == "messageNew" && told.At("data").Text("id") == uploaded.Text("id")),
            "the upload is told of");
    }

    [Fact]
    public async Task Composes_a_draft_of_its_parts_without_recipients_and_as_a_reply()
    {
        var account = await servers.AccountAsync(fill: mail =>
        {
            mail.AddSpecialMailboxes();
            mail.Deliver(MailFactory.Plain(1));
        });
        var original = await account.NewestAsync();
        var content = Convert.ToBase64String("attached"u8);

        var draft = (await account.PostAsync("message", new
        {
            path = @"\Drafts",
            flags = new[] { @"\Draft" },
            from = new { name = "Zoë", address = "zoe@example.com" },
            reference = new { message = original, action = "reply" },
            text = "Später mehr",
            attachments = new[] { new { filename = "größe.txt", content, contentType = "text/plain" } },
        })).Ok();
        var alone = (await account.PostAsync("message", new { path = @"\Drafts", from = new { address = "zoe@example.com" }, bcc = new[] { new { address = "bob@example.com" } }, subject = "Für später" })).Ok();

        var message = (await account.GetAsync($"message/{draft.Text("id")}?textType=*")).Ok();
        message.Text("messageId").ShouldBe(draft.Text("messageId"));
        message.Text("subject").ShouldBe("Re: Message number 1");
        message.At("text").Text("plain").TrimEnd().ShouldBe("Später mehr");
        message.Items("attachments").ShouldHaveSingleItem().Text("filename").ShouldBe("größe.txt");
        var source = Encoding.UTF8.GetString((await account.GetAsync($"message/{draft.Text("id")}/source")).OkBytes());
        source.ShouldContain("\r\nIn-Reply-To: <1@example.com>\r\n", Case.Insensitive);
        // A draft keeps what the recipients of a message must not see.
        Encoding.UTF8.GetString((await account.GetAsync($"message/{alone.Text("id")}/source")).OkBytes()).ShouldContain("\r\nBcc: bob@example.com\r\n");
        // Nothing was sent, and so nothing was answered.
        (await account.MessagesAsync())[0].Has("answered").ShouldBeFalse();
    }

    [Fact]
    public async Task Says_what_is_wrong()
    {
        var account = await servers.AccountAsync();
        var raw = Convert.ToBase64String("Subject: x\r\n\r\n"u8);

        (await account.PostAsync("message", new { path = "Nowhere", raw })).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
        (await account.PostAsync("message", new { path = @"\Archive", raw })).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
        (await account.PostAsync("message", new { path = "INBOX", raw = Convert.ToBase64String("no message"u8) })).Invalid("raw");
        (await account.PostAsync("message", new { path = "INBOX", raw = Convert.ToBase64String("Subject: x\r\n\r\n\0"u8) })).Invalid("raw");
        (await account.PageAsync()).Number("total").ShouldBe(0);
    }
}
