using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>Mail that cannot be delivered, and what is told of it.</summary>
public sealed class BounceFlows(SharedServers servers)
{
    [Fact]
    public async Task A_bounce_of_Postfix_names_what_was_submitted_in_an_event_a_webhook_and_the_message()
    {
        var (postfix, dovecot, api) = (await servers.PostfixAsync(), await servers.DovecotAsync(), await servers.ApiAsync());
        await using var sink = await WebhookSink.StartAsync();
        var sender = new TestAccount(api.Client, dovecot, servers.NewUser());
        sender.Mail.AddSpecialMailboxes();
        var smtp = Registration.Imap(postfix.Port, sender.Id, host: PostfixServer.Host);
        (await api.Client.PostAsync("/v1/account", new { account = sender.Id, name = sender.Id, imap = Registration.Imap(dovecot.Port, sender.Id), smtp, webhooks = sink.Address, webhookEvents = new[] { "messageBounce" } })).Ok();
        await api.Client.UntilAsync(sender.Id, "connected");
        await sender.InitializedAsync();

        var message = new { from = new { address = PostfixServer.AddressOf(sender.Id) }, to = new[] { new { address = PostfixServer.LostAddress } }, subject = "Größe", text = "Hello" };
        var sent = (await sender.PostAsync("submit", message)).Ok();

        var told = (await sink.UntilAsync(all => all.Count > 0, "the bounce is posted"))[0].Json;
        var (data, original) = (told.At("data"), told.At("data").At("original"));
        (told.Text("event"), told.Text("path")).ShouldBe(("messageBounce", "INBOX"));
        (original.Text("messageId"), original.Text("queueId"), original.Text("subject")).ShouldBe((sent.Text("messageId"), sent.Text("queueId"), "Größe"));
        var recipient = data.Items("recipients").ShouldHaveSingleItem();
        (recipient.Text("address"), recipient.Text("originalAddress"), recipient.Text("action"), recipient.Text("status")).ShouldBe(("nobody@nowhere.test", PostfixServer.LostAddress, "failed", "5.1.2"));
        data.Text("reportingMta").ShouldBe(PostfixServer.Domain);

        // The same in the log, once, after the message itself.
        var events = await sender.EventsAsync();
        var bounce = events.Single(e => e.Text("event") == "messageBounce");
        bounce.At("data").GetRawText().ShouldBe(data.GetRawText());
        bounce.Number("seq").ShouldBe(events.Single(e => e.Text("event") == "messageNew" && e.At("data").Text("id") == data.Text("id")).Number("seq") + 1);

        // The same when it is shown; by then its copy has been filed too.
        var shown = (await sender.GetAsync($"message/{data.Text("id")}")).Ok();
        shown.Has("autoReply").ShouldBeFalse();
        shown.At("bounce").Items("recipients")[0].GetRawText().ShouldBe(recipient.GetRawText());
        await Eventually.TrueAsync(async () => (await sender.GetAsync($"message/{data.Text("id")}")).Ok().At("bounce").At("original").Has("id"), "the copy is filed");
        var copy = (await sender.GetAsync($"message/{data.Text("id")}")).Ok().At("bounce").At("original").Text("id");
        (await sender.GetAsync($"message/{copy}")).Ok().Text("messageId").ShouldBe(sent.Text("messageId"));

        // And what a parser of others finds in it.
        var mail = await PythonMail.ReadAsync((await postfix.WaitForMailAsync(sender.Id)).ShouldHaveSingleItem());
        var fields = mail.Items("reports").Single(group => group.Has("Final-Recipient"));
        fields.Text("Final-Recipient").ShouldEndWith(recipient.Text("address"));
        (fields.Text("Action"), fields.Text("Status")).ShouldBe((recipient.Text("action"), recipient.Text("status")));
        fields.Text("Diagnostic-Code").ShouldEndWith(recipient.Text("diagnostic"));
        mail.Text("returned").ShouldBe(original.Text("messageId"));
    }

    [Theory]
    [InlineData(MailServerKind.DovecotFull)]
    [InlineData(MailServerKind.DovecotPlain)]
    [InlineData(MailServerKind.Cyrus)]
    public async Task Bounces_that_came_while_the_program_was_dead_are_told_once(MailServerKind kind)
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite, "--imap:pollSeconds", "5", "--imap:noopSeconds", "5");
        var account = await servers.AccountAsync(api.Client, await servers.MailServerAsync(kind), other => other.AppendAsync("INBOX", MailFactory.Plain(1)));
        await account.InitializedAsync();
        await api.KillAsync();
        await using (var other = await account.ConnectAsync())
        {
            await other.AppendAsync("INBOX", Report(1, "failed"));
            await other.AppendAsync("INBOX", Report(2, "delayed"));
            await other.AppendAsync("INBOX", Qmail(3));
            await other.AppendAsync("INBOX", MailFactory.Plain(4));
        }

        await api.StartAsync();
        await Eventually.TrueAsync(async () => (await CountAsync(account, "messageNew")) == 4, "the mail is told");
        await api.KillAsync();
        await api.StartAsync();
        await api.Client.UntilAsync(account.Id, "connected");

        var bounces = (await account.EventsAsync()).Where(e => e.Text("event") == "messageBounce").Select(e => e.At("data")).ToArray();
        bounces.Select(data => data.At("original").Text("messageId")).ShouldBe(["<original-1@example.com>", "<original-3@example.com>"]);
        (await CountAsync(account, "messageNew")).ShouldBe(4);
        var delayed = (await account.MessagesAsync()).Single(message => message.Text("subject") == "Report 2").Text("id");
        (await account.GetAsync($"message/{delayed}")).Ok().At("bounce").Items("recipients")[0].Text("action").ShouldBe("delayed");
        (await account.MessagesAsync()).ShouldAllBe(message => !message.Has("autoReply"));
    }

    [Fact]
    public async Task Answers_of_programs_and_invitations_are_told_as_what_they_are()
    {
        var meeting = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:7@example.com\r\nSUMMARY:Planung\r\nDTSTART;TZID=Europe/Berlin:20260301T100000\r\nDTEND;TZID=Europe/Berlin:20260301T110000\r\n"
            + "ORGANIZER;CN=Ann:mailto:ann@example.com\r\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bob@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        var account = await servers.AccountAsync(fill: mail =>
        {
            mail.Deliver(MailFactory.Message(MailFactory.Headers(1, "Re: Hello") + "Auto-Submitted: auto-replied\r\nContent-Type: text/plain\r\n", "I am away.\r\n"));
            mail.Deliver(MailFactory.Message(
                MailFactory.Headers(2, "Planung") + "Content-Type: multipart/alternative; boundary=\"c\"\r\n",
                MailFactory.Multipart("c", "Content-Type: text/plain\r\n\r\nSee the invitation.\r\n", "Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n" + meeting)));
        });

        var (invitation, answer) = ((await account.MessagesAsync())[0], (await account.MessagesAsync())[1]);
        (answer.Truth("autoReply"), invitation.Has("autoReply")).ShouldBe((true, false));
        var calendar = (await account.GetAsync($"message/{invitation.Text("id")}")).Ok().At("calendar");
        (calendar.Text("method"), calendar.Text("uid"), calendar.Text("summary"), calendar.At("start").Text("utc"), calendar.At("end").Text("timeZone"))
            .ShouldBe(("REQUEST", "7@example.com", "Planung", "2026-03-01T09:00:00.000Z", "Europe/Berlin"));
        calendar.Items("attendees").ShouldHaveSingleItem().Text("partstat").ShouldBe("NEEDS-ACTION");
        (await account.GetAsync($"message/{answer.Text("id")}")).Ok().Has("calendar").ShouldBeFalse();
    }

    private static async Task<int> CountAsync(TestAccount account, string type) => (await account.EventsAsync()).Count(e => e.Text("event") == type);

    private static byte[] Report(int number, string action) => MailFactory.Message(
        MailFactory.Headers(number, $"Report {number}", "MAILER-DAEMON@mx.example.com (Mail Delivery System)") + "Auto-Submitted: auto-replied\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"rep\"\r\n",
        MailFactory.Multipart(
            "rep",
            "Content-Type: text/plain\r\n\r\nSorry.\r\n",
            $"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; nobody@example.org\r\nAction: {action}\r\nStatus: {(action == "failed" ? 5 : 4)}.1.1\r\n",
            $"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <original-{number}@example.com>\r\nSubject: Hello\r\n"));

    private static byte[] Qmail(int number) => MailFactory.Message(
        MailFactory.Headers(number, "failure notice", "MAILER-DAEMON@qmail.example.com") + "Content-Type: text/plain\r\n",
        "Hi. This is the qmail-send program at qmail.example.com.\r\nI'm afraid I wasn't able to deliver your message to the following addresses.\r\n\r\n<nobody@example.org>:\r\nSorry, no mailbox here by that name. (#5.1.1)\r\n\r\n"
        + $"--- Below this line is a copy of the message.\r\n\r\nReturn-Path: <a@example.com>\r\nMessage-ID: <original-{number}@example.com>\r\nSubject: Hello\r\n\r\nText\r\n");
}
