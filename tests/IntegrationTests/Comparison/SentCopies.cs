using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Comparison;

/// <summary>What follows a sent message, on every server: its copy is filed in the Sent mailbox, once, and the original is marked.</summary>
public sealed class SentCopies(SharedServers servers)
{
    [Theory]
    [InlineData(MailServerKind.DovecotFull)]
    [InlineData(MailServerKind.DovecotCondstore)]
    [InlineData(MailServerKind.DovecotPlain)]
    [InlineData(MailServerKind.DovecotNoIdle)]
    [InlineData(MailServerKind.DovecotPrefixed)]
    [InlineData(MailServerKind.Cyrus)]
    [InlineData(MailServerKind.Courier)]
    public async Task Are_filed_and_the_originals_marked(MailServerKind kind)
    {
        await using var sink = SmtpSink.Start();
        var (api, server, user) = (await servers.ApiAsync(), await servers.MailServerAsync(kind), servers.NewUser());
        var mailbox = new TestAccount(api.Client, server, user);
        // The user comes into being by it.
        await using var bare = await mailbox.ConnectAsync();
        await bare.AppendAsync("INBOX", MailFactory.Plain(1));
        await bare.AppendAsync("INBOX", MailFactory.Plain(2));
        var account = await SendingAccount.RegisterAsync(api.Client, sink, user, Registration.Imap(server.Port, user));
        var sent = (await mailbox.PostAsync("mailbox", new { path = new[] { "Sent" } })).Ok().Text("path");
        var ids = (await mailbox.MessagesAsync()).ToDictionary(message => message.Number("uid"), message => message.Text("id"));

        foreach (var (uid, action, flag) in new[] { (1, "reply", "\\Answered"), (2, "forward", "$Forwarded") })
        {
            var answer = (await account.SubmitAsync(new
            {
                from = new { address = "alice@example.com" },
                to = new[] { new { address = "bob@example.com" } },
                subject = action,
                text = "See below.",
                reference = new { message = ids[uid], action },
            })).Ok();
            var entry = await account.UntilAsync(answer.Text("queueId"), "sent");
            (entry.Has("warnings"), entry.Text("flag"), entry.Text("sentMailbox")).ShouldBe((false, flag, sent));
            (await mailbox.MessagesAsync()).Single(message => message.Number("uid") == uid).Texts("flags").ShouldContain(flag);
        }

        var copies = await mailbox.MessagesAsync("\\Sent");
        copies.Select(copy => copy.Text("subject")).ShouldBe(["forward", "reply"]);
        copies.ShouldAllBe(copy => copy.Texts("flags").Contains("\\Seen"));
        copies.Select(copy => copy.Text("messageId")).ShouldBe(sink.Messages.Select(message => $"<{message.Parse().MessageId}>").Reverse());
        (await bare.OkAsync($"STATUS \"{sent}\" (MESSAGES)")).ShouldContain("(MESSAGES 2)");
    }
}
