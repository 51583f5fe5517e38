using System.Net.Http.Headers;
using System.Text;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class AttachmentFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Streams_attachments_decoded_byte_for_byte(DovecotProfile profile, StoreKind store)
    {
        var large = MailFactory.Bytes(3, 700_001);
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.Deliver(MailFactory.WithAttachments(1, 24_001));
            mail.Deliver(MailFactory.WithLargeAttachment(2, large));
        });
        var messages = await account.MessagesAsync();
        var (report, figures) = (messages[1].Items("attachments")[0], messages[1].Items("attachments")[1]);

        var answer = await account.GetAsync($"attachment/{report.Text("id")}");
        answer.OkBytes().ShouldBe(MailFactory.Bytes(1, 24_001));
        answer.ContentType.ShouldBe("application/pdf");
        var disposition = ContentDispositionHeaderValue.Parse(answer.Headers["Content-Disposition"]);
        disposition.DispositionType.ShouldBe("attachment");
        (disposition.FileNameStar ?? disposition.FileName!.Trim('"')).ShouldBe("report-1.pdf");

        (await account.GetAsync($"attachment/{figures.Text("id")}")).OkBytes().ShouldBe("a;b\r\n1;2\r\n"u8.ToArray());
        (await account.GetAsync($"attachment/{messages[0].Items("attachments")[0].Text("id")}")).OkBytes().ShouldBe(large);
    }

    [Theory]
    [InlineData("filename*=utf-8''%E6%97%A5%E6%9C%AC%20%22x%22.txt", "日本 \"x\".txt")]
    [InlineData("filename=\"=?utf-8?B?5pel5pysLnR4dA==?=\"", "日本.txt")]
    [InlineData("filename*0=\"part one \"; filename*1=\"part two.txt\"", "part one part two.txt")]
    [InlineData("filename*=utf-8''..%2F..%2Fetc%2Fpasswd%0D%0AX-Evil:%20yes", null)]
    public async Task Names_files_so_that_a_browser_can_keep_them(string parameter, string? name)
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Message(
            MailFactory.Headers(1) + "Content-Type: multipart/mixed; boundary=\"b\"\r\n",
            MailFactory.Multipart("b", "Content-Type: text/plain\r\n\r\ntext", $"Content-Type: text/plain\r\nContent-Disposition: attachment; {parameter}\r\n\r\nfile"))));
        var listed = (await account.MessagesAsync())[0].Items("attachments").Single();
        var answer = await account.GetAsync($"attachment/{listed.Text("id")}");
        answer.OkBytes().ShouldBe("file"u8.ToArray());
        answer.Headers.Keys.ShouldNotContain("X-Evil");
        var header = answer.Headers["Content-Disposition"];
        if (name is null)
        {
            listed.Text("filename").ShouldNotContain('/');
            listed.Text("filename").ShouldNotContain('\r');
            header.ShouldNotContain("%2F");
            return;
        }

        listed.Text("filename").ShouldBe(name);
        header.ShouldContain($"filename*=UTF-8''{Uri.EscapeDataString(name)}");
    }

    [Theory, EverySetting]
    public async Task Offers_embedded_pictures_containers_and_whole_messages(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.Deliver(MailFactory.WithInlineImage(1));
            mail.Deliver(MailFactory.WithTnef(2));
            mail.Deliver(MailFactory.Forwarded(3));
        });
        var messages = await account.MessagesAsync();

        var picture = messages[2].Items("attachments").Single();
        (picture.Truth("embedded"), picture.Truth("inline"), picture.Text("contentId")).ShouldBe((true, true, "<picture@example.com>"));
        (await account.GetAsync($"attachment/{picture.Text("id")}")).OkBytes().ShouldBe(MailFactory.Bytes(1, 600));

        var container = messages[1].Items("attachments").Single();
        (container.Text("contentType"), container.Text("filename")).ShouldBe(("application/ms-tnef", "winmail.dat"));
        (await account.GetAsync($"attachment/{container.Text("id")}")).OkBytes().ShouldBe((byte[])[0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00, .. MailFactory.Bytes(2, 120)]);

        var original = messages[0].Items("attachments").Single(a => a.Text("contentType") == "message/rfc822");
        original.Text("filename").ShouldBe("original.eml");
        var bytes = (await account.GetAsync($"attachment/{original.Text("id")}")).OkBytes();
        Encoding.UTF8.GetString(bytes).TrimEnd().ShouldBe(Encoding.UTF8.GetString(MailFactory.WithAttachments(4, 900)).TrimEnd());
        (await account.GetAsync($"text/{messages[0].At("text").Text("id")}")).Ok().Text("plain").TrimEnd().ShouldBe("See below.");
    }

    [Theory]
    [InlineData("quoted-printable", "caf=E9 =3D=\r\n!=0D=0A", "caf\u00e9 =!\r\n")]
    [InlineData("7bit", "plain\r\nbytes", "plain\r\nbytes")]
    [InlineData("x-uuencode", "begin 644 a\r\n%:&5L;&\\ \r\n`\r\nend\r\n", "hello")]
    public async Task Decodes_every_transfer_encoding(string encoding, string body, string content)
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Message(
            MailFactory.Headers(1) + "Content-Type: multipart/mixed; boundary=\"b\"\r\n",
            MailFactory.Multipart("b", $"Content-Type: application/octet-stream; name=a\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n"))));
        var id = (await account.MessagesAsync())[0].Items("attachments").Single().Text("id");
        Encoding.Latin1.GetString((await account.GetAsync($"attachment/{id}")).OkBytes()).ShouldBe(content);
    }
}
