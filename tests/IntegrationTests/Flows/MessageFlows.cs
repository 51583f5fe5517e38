using System.Net;
using System.Text;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class MessageFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Shows_one_message_with_its_headers(DovecotProfile profile, StoreKind store)
    {
        var message = MailFactory.Message(
            "Received: from a by b\r\nReceived: from c by a\r\nFrom: =?utf-8?B?UGV0ZXIgUMO1ZGVy?= <peter@example.com>\r\nSender: secretary@example.com\r\n" +
            "To: group: one@example.com, \"Two, the\" <two@example.com>;\r\nCc: three@example.com\r\nBcc: hidden@example.com\r\nReply-To: answers@example.com\r\n" +
            "Date: Mon, 7 Oct 2019 09:05:23 +0300\r\nMessage-ID: <m1@example.com>\r\nIn-Reply-To: <m0@example.com>\r\nSubject: =?iso-8859-1?Q?caf=E9?=\r\n =?iso-8859-1?Q?_cr=E8me?=\r\n" +
            "X-Folded: first\r\n\tsecond\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n",
            "Hello\r\n");
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(message));
        var listed = (await account.MessagesAsync())[0];
        var shown = (await account.GetAsync($"message/{listed.Text("id")}")).Ok();

        foreach (var name in listed.Names)
            shown.At(name).GetRawText().ShouldBe(listed.At(name).GetRawText());
        shown.Text("subject").ShouldBe("café crème");
        shown.Text("date").ShouldBe("2019-10-07T06:05:23.000Z");
        shown.At("from").Text("name").ShouldBe("Peter Põder");
        shown.At("sender").Text("address").ShouldBe("secretary@example.com");
        shown.Items("to").Select(a => (a.Text("name"), a.Text("address"))).ShouldBe([("", "one@example.com"), ("Two, the", "two@example.com")]);
        shown.Items("cc").Select(a => a.Text("address")).ShouldBe(["three@example.com"]);
        shown.Items("bcc").Select(a => a.Text("address")).ShouldBe(["hidden@example.com"]);
        shown.Items("replyTo").Select(a => a.Text("address")).ShouldBe(["answers@example.com"]);
        shown.Text("inReplyTo").ShouldBe("<m0@example.com>");
        var headers = shown.At("headers");
        headers.Texts("received").ShouldBe(["from a by b", "from c by a"]);
        headers.Texts("subject").ShouldBe(["café crème"]);
        headers.Texts("x-folded").Single().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ShouldBe(["first", "second"]);
        shown.At("text").Has("plain").ShouldBeFalse();

        var withText = (await account.GetAsync($"message/{listed.Text("id")}?textType=*")).Ok().At("text");
        withText.Text("plain").ShouldBe("Hello\n");
        withText.Has("html").ShouldBeFalse();
        withText.Truth("hasMore").ShouldBeFalse();
    }

    [Theory, EverySetting]
    public async Task Streams_the_source_byte_for_byte(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(MailFactory.Mixed(1, 20)));
        foreach (var message in await account.MessagesAsync())
        {
            var source = await account.GetAsync($"message/{message.Text("id")}/source");
            source.OkBytes().ShouldBe(MailFactory.Mixed(message.Number("uid")));
            source.ContentType.ShouldBe("message/rfc822");
        }
    }

    [Fact]
    public async Task Reading_changes_no_flag()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.WithAttachments(1, 100)));
        var listed = (await account.MessagesAsync())[0];
        (await account.GetAsync($"message/{listed.Text("id")}?textType=*")).Ok();
        (await account.GetAsync($"text/{listed.At("text").Text("id")}")).Ok();
        (await account.GetAsync($"message/{listed.Text("id")}/source")).OkBytes();
        (await account.GetAsync($"attachment/{listed.Items("attachments")[0].Text("id")}")).OkBytes();
        await using var other = await account.ConnectAsync();
        await other.OkAsync("EXAMINE INBOX");
        (await other.OkAsync("FETCH 1 (FLAGS)")).ShouldNotContain("\\Seen");
    }

    [Fact]
    public async Task Reads_headers_that_are_not_encoded_at_all()
    {
        var account = await servers.AccountAsync(fill: mail =>
        {
            mail.Deliver(Encoding.UTF8.GetBytes("From: Jürgen <j@example.com>\r\nSubject: Grüße 日本\r\nMessage-ID: <8bit@example.com>\r\n\r\nx\r\n"));
            mail.Deliver(Encoding.Latin1.GetBytes("From: Jürgen <j@example.com>\r\nSubject: Grüße\r\nMessage-ID: <latin@example.com>\r\n\r\nx\r\n"));
            mail.Deliver("From: bad <<>> address, \"unclosed <x@y\r\nTo: undisclosed-recipients:;\r\nSubject: =?broken?Q?=zz?= =?utf-8?B?!!!?=\r\nDate: yesterday\r\n\r\nx\r\n"u8.ToArray());
        });
        var messages = await account.MessagesAsync();
        messages[2].Text("subject").ShouldBe("Grüße 日本");
        messages[2].At("from").Text("name").ShouldBe("Jürgen");
        messages[1].Text("subject").ShouldBe("Grüße");
        messages[1].At("from").Text("name").ShouldBe("Jürgen");
        messages[0].Has("to").ShouldBeFalse();
        messages[0].Text("date").ShouldMatch("^20[0-9]{2}-.*Z$");
        foreach (var message in messages)
            (await account.GetAsync($"message/{message.Text("id")}?textType=*")).Ok().At("text").Text("plain").ShouldBe("x\n");
    }

    [Fact]
    public async Task Gives_an_old_id_of_a_mailbox_made_anew_to_nobody()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Plain(1), "Work"));
        var old = await account.NewestAsync("Work");
        await using var other = await account.ConnectAsync();
        await other.OkAsync("DELETE Work");
        await other.OkAsync("CREATE Work");
        await other.AppendAsync("Work", MailFactory.Plain(2));
        await other.AppendAsync("Work", MailFactory.Plain(3));

        await Eventually.TrueAsync(async () => await account.GetAsync("messages?path=Work") is { Status: HttpStatusCode.OK } page && page.Ok().Number("total") == 2, "the new mailbox is listed");
        (await account.NewestAsync("Work")).ShouldNotBe(old);
        (await account.GetAsync($"message/{old}")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
        (await account.GetAsync($"message/{old}/source")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
    }
}
