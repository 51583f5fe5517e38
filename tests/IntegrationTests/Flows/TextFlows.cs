using System.Text;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class TextFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Gives_the_kind_of_text_that_was_asked_for(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(MailFactory.Alternative(1)));
        var id = (await account.MessagesAsync())[0].At("text").Text("id");
        var both = (await account.GetAsync($"text/{id}")).Ok();
        both.Text("plain").ShouldStartWith("Line 1 of message 1, about nothing in particular but long enough.\nLine 2");
        both.Text("html").ShouldStartWith("<html><body><p>Line 1 of message 1");
        both.Truth("hasMore").ShouldBeFalse();
        both.GetRawText().ShouldNotContain("\\r");
        (await account.GetAsync($"text/{id}?textType=*")).Ok().GetRawText().ShouldBe(both.GetRawText());
        (await account.GetAsync($"text/{id}?textType=plain")).Ok().Names.ShouldBe(["plain", "hasMore"]);
        (await account.GetAsync($"text/{id}?textType=html")).Ok().Names.ShouldBe(["html", "hasMore"]);
        (await account.GetAsync($"text/{id}?textType=rtf")).Invalid("textType");
    }

    [Theory, EverySetting]
    public async Task Cuts_each_kind_at_a_character_within_the_asked_bytes(DovecotProfile profile, StoreKind store)
    {
        var text = string.Concat(Enumerable.Repeat("ä€😀x", 300));
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(MailFactory.Message(
            MailFactory.Headers(1) + "Content-Type: multipart/alternative; boundary=\"b\"\r\n",
            MailFactory.Multipart(
                "b",
                $"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks)}\r\n",
                "Content-Type: text/html; charset=utf-8\r\n\r\n<b>short</b>"))));
        var id = (await account.MessagesAsync())[0].At("text").Text("id");
        foreach (var bytes in (int[])[1, 2, 3, 4, 5, 9, 10, 11, 12, 999, 1000, 2999])
        {
            var cut = (await account.GetAsync($"text/{id}?maxBytes={bytes}")).Ok();
            var plain = cut.Text("plain");
            Encoding.UTF8.GetByteCount(plain).ShouldBeInRange(bytes - 3, bytes);
            text.ShouldStartWith(plain);
            plain.ShouldNotContain('\uFFFD');
            cut.Text("html").ShouldBe("<b>short</b>"[..Math.Min(12, bytes)]);
            cut.Truth("hasMore").ShouldBeTrue();
        }

        var whole = (await account.GetAsync($"text/{id}?maxBytes=3000")).Ok();
        whole.Text("plain").ShouldBe(text);
        whole.Truth("hasMore").ShouldBeFalse();
        var message = await account.NewestAsync();
        (await account.GetAsync($"message/{message}?textType=plain&maxBytes=2")).Ok().At("text").Text("plain").ShouldBe("ä");
        (await account.GetAsync($"text/{id}?maxBytes=0")).Invalid("maxBytes");
        (await account.GetAsync($"text/{id}?maxBytes=many")).Invalid("maxBytes");
    }

    [Theory]
    [InlineData("iso-8859-1", "4PHyIMTW3A==", "àñò ÄÖÜ")]
    [InlineData("iso-8859-15", "pCD8", "€ ü")]
    [InlineData("windows-1252", "k4CU", "“€”")]
    [InlineData("windows-1251", "z/Do4uXy", "Привет")]
    [InlineData("koi8-r", "8NLJ18XU", "Привет")]
    [InlineData("shift_jis", "grGC8YLJgr+CzQ==", "こんにちは")]
    [InlineData("iso-2022-jp", "GyRCJDMkcyRLJEEkTxsoQg==", "こんにちは")]
    [InlineData("euc-jp", "pLOk86TLpMGkzw==", "こんにちは")]
    [InlineData("gb2312", "xOO6ww==", "你好")]
    [InlineData("gb18030", "gTCENg==", "\u00A5")]
    [InlineData("big5", "p0Gmbg==", "你好")]
    [InlineData("euc-kr", "vsiz58fPvLy/5A==", "안녕하세요")]
    [InlineData("utf-16", "//5oAGkA", "hi")]
    [InlineData("utf-8", "8J+YgA==", "😀")]
    [InlineData("x-unheard-of", "cGxhaW4=", "plain")]
    public async Task Reads_every_charset(string charset, string base64, string text)
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Message(
            MailFactory.Headers(1, $"=?{charset}?B?{base64}?=") + $"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n", base64 + "\r\n")));
        var listed = (await account.MessagesAsync())[0];
        (await account.GetAsync($"text/{listed.At("text").Text("id")}")).Ok().Text("plain").ShouldBe(text);
        if (!charset.StartsWith("x-", StringComparison.Ordinal) && charset != "utf-16")
            listed.Text("subject").ShouldBe(text);
    }

    [Theory, EverySetting]
    public async Task Joins_flowed_lines_and_parts_of_one_kind(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.Deliver(MailFactory.FlowedText(1));
            mail.Deliver(MailFactory.Message(
                MailFactory.Headers(2) + "Content-Type: multipart/mixed; boundary=\"b\"\r\n",
                MailFactory.Multipart("b", "Content-Type: text/plain\r\n\r\nfirst", MailFactory.Attachment("text/plain", "notes.txt", "attached"u8.ToArray()), "Content-Type: text/plain\r\n\r\nsecond")));
        });
        var messages = await account.MessagesAsync();
        (await account.GetAsync($"text/{messages[1].At("text").Text("id")}")).Ok().Text("plain").ShouldBe("This line goes on here.\n> quoted words\n");
        (await account.GetAsync($"text/{messages[0].At("text").Text("id")}")).Ok().Text("plain").ShouldBe("first\nsecond");
        messages[0].Items("attachments").Select(a => a.Text("filename")).ShouldBe(["notes.txt"]);
    }

    [Fact]
    public async Task Takes_a_message_without_structure_as_it_comes()
    {
        var account = await servers.AccountAsync(fill: mail =>
        {
            mail.Deliver("Subject: no type\r\n\r\nJust words.\r\n"u8.ToArray());
            mail.Deliver("Subject: no end\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n--zz\r\nContent-Type: text/plain\r\n\r\nnever closed\r\n"u8.ToArray());
            mail.Deliver("Subject: bad encoding\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8*?=!!\r\n"u8.ToArray());
        });
        var messages = await account.MessagesAsync();
        (await account.GetAsync($"message/{messages[2].Text("id")}?textType=*")).Ok().At("text").Text("plain").ShouldBe("Just words.\n");
        (await account.GetAsync($"message/{messages[1].Text("id")}?textType=*")).Ok().At("text").Text("plain").TrimEnd().ShouldBe("never closed");
        (await account.GetAsync($"message/{messages[0].Text("id")}?textType=*")).Ok().At("text").Text("plain").ShouldStartWith("Hello");
    }
}
