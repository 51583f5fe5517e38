using System.Net;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.BadInput;

public sealed class ChangesBehindOurBack(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task May_take_a_mailbox_between_its_listing_and_its_opening(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.AddMailbox("Doomed");
            mail.Deliver(MailFactory.Plain(1));
        });
        (await account.GetAsync("mailboxes")).Ok().Items("mailboxes").ShouldContain(mailbox => mailbox.Text("path") == "Doomed");
        await using var other = await account.ConnectAsync();
        await other.OkAsync("DELETE Doomed");
        (await account.GetAsync("messages?path=Doomed")).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
        (await account.UidsAsync()).ShouldBe([1]);
    }

    [Fact]
    public async Task May_take_a_mailbox_in_the_very_moment_of_its_opening()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(2);
        server.Mailboxes["Doomed"].Fill(1);
        Task Gone(ImapCommand command, ImapReply reply) => command.Arguments.Contains("Doomed", StringComparison.Ordinal)
            ? reply.NoAsync("[NONEXISTENT] Mailbox does not exist")
            : reply.StandardAsync();
        server.On("SELECT", Gone).On("EXAMINE", Gone);
        var api = (await servers.ApiAsync()).Client;
        var id = servers.NewUser();
        await api.RegisterAsync(id, Registration.Imap(server.Port, id));
        await api.UntilAsync(id, "connected");
        (await api.GetAsync($"/v1/account/{id}/mailboxes")).Ok().Items("mailboxes").ShouldContain(mailbox => mailbox.Text("path") == "Doomed");
        (await api.GetAsync($"/v1/account/{id}/messages?path=Doomed")).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
        (await api.GetAsync($"/v1/account/{id}/messages?path=INBOX")).Ok().Number("total").ShouldBe(2);
        (await api.DeleteAsync($"/v1/account/{id}")).Ok();
    }

    [Theory, EverySetting]
    public async Task May_take_a_message_between_its_listing_and_its_reading(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.Deliver(MailFactory.Mixed(1, 5));
            mail.Deliver(MailFactory.WithAttachments(6, 100));
        });
        var messages = await account.MessagesAsync();
        await using (var other = await account.ConnectAsync())
        {
            await other.OkAsync("SELECT INBOX");
            await other.OkAsync("UID STORE 3,6 +FLAGS (\\Deleted)");
            await other.OkAsync("EXPUNGE");
        }

        var (gone, attachment) = (messages[0].Text("id"), messages[0].Items("attachments")[0].Text("id"));
        (await account.GetAsync($"message/{gone}?textType=*")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
        (await account.GetAsync($"message/{gone}/source")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
        (await account.GetAsync($"text/{messages[0].At("text").Text("id")}")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
        (await account.GetAsync($"attachment/{attachment}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await account.PutAsync($"message/{gone}", new { flags = new { add = new[] { "\\Seen" } } })).Problem(HttpStatusCode.NotFound, "MessageNotFound");
        (await account.DeleteAsync($"message/{messages[3].Text("id")}?force=true")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
        (await account.UidsAsync()).ShouldBe([5, 4, 2, 1]);
        foreach (var message in await account.MessagesAsync())
            (await account.GetAsync($"message/{message.Text("id")}")).Ok().Number("uid").ShouldBe(message.Number("uid"));
    }
}
