using System.Security.Cryptography;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>From a request to the recipient's mailbox, by way of a real submission server, read by a parser of others.</summary>
public sealed class PostfixFlows(SharedServers servers)
{
    private const string Gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    [Fact]
    public async Task What_arrives_is_what_was_submitted()
    {
        var (postfix, sender) = await SenderAsync();
        var (anna, ben, carl) = (servers.NewUser(), servers.NewUser(), servers.NewUser());
        var report = RandomNumberGenerator.GetBytes(70_000);

        var answer = (await sender.PostAsync("submit", new
        {
            from = new { name = "Käthe Groß", address = PostfixServer.AddressOf(sender.Id) },
            to = new[] { new { name = "Anna, \"the\" first", address = PostfixServer.AddressOf(anna) } },
            cc = new[] { new { name = "Бен", address = PostfixServer.AddressOf(ben) } },
            bcc = new[] { new { address = PostfixServer.AddressOf(carl) } },
            replyTo = new[] { new { name = "Büro", address = "office@example.com" } },
            subject = "Größe 📦 of a subject that is so long that it has to be folded, and encoded, more than once: ÄÖÜäöüß ÄÖÜäöüß ÄÖÜäöüß",
            text = "Grüße\n.\n..dots\nFrom here\n" + new string('x', 1200),
            html = $"<p>Grüße <img src=\"data:image/gif;base64,{Gif}\"></p>",
            headers = new Dictionary<string, string> { ["X-Ticket"] = "4711 – überfällig" },
            attachments = new[] { new { filename = "Bericht – März.pdf", content = Convert.ToBase64String(report), contentType = "application/pdf" } },
        })).Ok();

        var raw = (await postfix.WaitForMailAsync(anna)).ShouldHaveSingleItem();
        var mail = await PythonMail.ReadAsync(raw);
        mail.Items("defects").ShouldBeEmpty();
        mail.Text("messageId").ShouldBe(answer.Text("messageId"));
        mail.Text("subject").ShouldBe("Größe 📦 of a subject that is so long that it has to be folded, and encoded, more than once: ÄÖÜäöüß ÄÖÜäöüß ÄÖÜäöüß");
        People(mail, "from").ShouldBe([("Käthe Groß", PostfixServer.AddressOf(sender.Id))]);
        People(mail, "to").ShouldBe([("Anna, \"the\" first", PostfixServer.AddressOf(anna))]);
        People(mail, "cc").ShouldBe([("Бен", PostfixServer.AddressOf(ben))]);
        People(mail, "replyTo").ShouldBe([("Büro", "office@example.com")]);
        mail.Text("custom").ShouldBe("4711 – überfällig");
        mail.Text("text").ReplaceLineEndings("\n").TrimEnd().ShouldBe("Grüße\n.\n..dots\nFrom here\n" + new string('x', 1200));
        mail.Text("html").ShouldContain("<p>Grüße <img src=\"cid:");
        var parts = mail.Items("parts");
        parts.Length.ShouldBe(2);
        var image = parts.Single(part => part.Text("type") == "image/gif");
        image.Text("sha256").ShouldBe(Sha256(Convert.FromBase64String(Gif)));
        mail.Text("html").ShouldContain($"cid:{image.Text("cid").Trim('<', '>')}\"");
        var file = parts.Single(part => part.Text("type") == "application/pdf");
        (file.Text("name"), file.Text("disposition"), file.Text("sha256")).ShouldBe(("Bericht – März.pdf", "attachment", Sha256(report)));

        // The one that is not to be seen gets the same message, and nobody sees it.
        foreach (var copy in (byte[][])[raw, .. await postfix.WaitForMailAsync(ben), .. await postfix.WaitForMailAsync(carl)])
        {
            (await PythonMail.ReadAsync(copy)).Texts("names").ShouldNotContain("Bcc");
            HeadersOf(copy).ShouldNotContain(HeaderOfCarl(carl), Case.Insensitive);
        }
    }

    [Fact]
    public async Task A_chain_of_replies_keeps_its_references_and_one_prefix()
    {
        const int Replies = 20;
        var (postfix, sender) = await SenderAsync();
        var self = PostfixServer.AddressOf(sender.Id);
        var ids = new List<string> { (await sender.PostAsync("submit", new { from = new { address = self }, to = new[] { new { address = self } }, subject = "AW: Re: Zahlen für März", text = "0" })).Ok().Text("messageId") };

        for (var reply = 1; reply <= Replies; reply++)
        {
            await postfix.WaitForMailAsync(sender.Id, reply);
            var original = await Eventually.GetAsync(
                async () => (await sender.MessagesAsync()) is { } listed && listed.Length == reply ? listed.Single(message => message.Text("messageId") == ids[^1]).Text("id") : null, "the message to reply to");
            ids.Add((await sender.PostAsync("submit", new { from = new { address = self }, to = new[] { new { address = self } }, reference = new { message = original, action = "reply" }, text = $"{reply}" })).Ok().Text("messageId"));
        }

        var delivered = await postfix.WaitForMailAsync(sender.Id, Replies + 1);
        var last = await PythonMail.ReadAsync(delivered.Single(message => HeadersOf(message).Contains($"\nMessage-Id: {ids[^1]}", StringComparison.OrdinalIgnoreCase)));
        last.Text("inReplyTo").ShouldBe(ids[^2]);
        last.Texts("references").ShouldBe(ids.SkipLast(1));
        last.Text("subject").ShouldBe("AW: Re: Zahlen für März");
        (await sender.MessagesAsync("\\Sent")).Length.ShouldBe(Replies + 1);
        var answered = (await sender.MessagesAsync()).Where(message => message.Has("answered")).Select(message => message.Text("messageId"));
        answered.ShouldBe(ids.SkipLast(1), ignoreOrder: true);
    }

    [Fact]
    public async Task A_forward_takes_the_attachments_along_and_marks_the_original()
    {
        var (postfix, sender) = await SenderAsync();
        var anna = servers.NewUser();
        var file = RandomNumberGenerator.GetBytes(5000);
        var self = PostfixServer.AddressOf(sender.Id);
        await sender.PostAsync("submit", new { from = new { address = self }, to = new[] { new { address = self } }, subject = "Plan", text = "See the plan.", attachments = new[] { new { filename = "plan.bin", content = Convert.ToBase64String(file) } } });
        await postfix.WaitForMailAsync(sender.Id);
        var original = await Eventually.GetAsync(async () => (await sender.MessagesAsync()) is [var one] ? one.Text("id") : null, "the message to forward");

        var forward = new { from = new { address = self }, to = new[] { new { address = PostfixServer.AddressOf(anna) } }, reference = new { message = original, action = "forward", forwardAttachments = true }, text = "For you" };
        (await sender.PostAsync("submit", forward)).Ok();

        var mail = await PythonMail.ReadAsync((await postfix.WaitForMailAsync(anna)).ShouldHaveSingleItem());
        mail.Text("subject").ShouldBe("Fwd: Plan");
        mail.At("inReplyTo").ValueKind.ShouldBe(JsonValueKind.Null);
        var part = mail.Items("parts").ShouldHaveSingleItem();
        (part.Text("name"), part.Text("sha256")).ShouldBe(("plan.bin", Sha256(file)));
        (await sender.MessagesAsync())[0].Texts("flags").ShouldContain("$Forwarded");
    }

    private async Task<(PostfixServer Postfix, TestAccount Sender)> SenderAsync()
    {
        var (postfix, dovecot, api) = (await servers.PostfixAsync(), await servers.DovecotAsync(), await servers.ApiAsync());
        var account = new TestAccount(api.Client, dovecot, servers.NewUser());
        account.Mail.AddSpecialMailboxes();
        var body = new { account = account.Id, name = account.Id, imap = Registration.Imap(dovecot.Port, account.Id), smtp = Registration.Imap(postfix.Port, account.Id, host: PostfixServer.Host) };
        (await api.Client.PostAsync("/v1/account", body)).Ok();
        await api.Client.UntilAsync(account.Id, "connected");
        return (postfix, account);
    }

    private static (string, string)[] People(JsonElement mail, string field) => [.. mail.Items(field).Select(one => (one[0].GetString()!, one[1].GetString()!))];

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string HeadersOf(byte[] message) => System.Text.Encoding.Latin1.GetString(message).ReplaceLineEndings("\n").Split("\n\n")[0];

    private static string HeaderOfCarl(string carl) => $"Cc: {PostfixServer.AddressOf(carl)}";
}
