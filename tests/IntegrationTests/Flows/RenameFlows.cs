using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class RenameFlows(SharedServers servers)
{
    [Theory]
    [InlineData(DovecotProfile.Full, StoreKind.Sqlite)]
    [InlineData(DovecotProfile.CondstoreOnly, StoreKind.Redis)]
    [InlineData(DovecotProfile.Plain, StoreKind.Sqlite)]
    public async Task A_renamed_mailbox_keeps_its_ids_and_is_told_as_the_same(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.Deliver(MailFactory.Mixed(1, 3), "Box");
            mail.Deliver(MailFactory.Mixed(4, 2), "Box/Sub");
        });
        await account.InitializedAsync();
        var (before, below) = ((await account.MessagesAsync("Box")).Select(m => m.Text("id")).ToArray(), (await account.MessagesAsync("Box/Sub")).Select(m => m.Text("id")).ToArray());
        var seen = (await account.EventsAsync()).Length;

        var renamed = (await account.PutAsync("mailbox", new { path = "Box", newPath = (string[])["Projects", "2026"], subscribed = true })).Ok();

        (renamed.Text("path"), renamed.Text("newPath"), renamed.Truth("renamed"), renamed.Truth("subscribed")).ShouldBe(("Box", "Projects/2026", true, true));
        (await account.GetAsync($"message/{before[0]}")).Ok().Text("messageId").ShouldBe("<3@example.com>");
        (await account.MessagesAsync("Projects/2026")).Select(m => m.Text("id")).ShouldBe(before);
        (await account.MessagesAsync("Projects/2026/Sub")).Select(m => m.Text("id")).ShouldBe(below);
        (await account.GetAsync("messages?path=Box")).Problem(HttpStatusCode.NotFound, "MailboxNotFound");

        account.Mail.Deliver(MailFactory.Plain(9), "Projects/2026");
        await Eventually.TrueAsync(async () => (await account.EventsAsync()).Any(e => e.Text("event") == "messageNew"), "the next message is told");
        var events = (await account.EventsAsync())[seen..].Where(e => e.Text("path") != "Projects").ToArray();
        events.Select(e => $"{e.Text("event")} {e.Text("path")}").ShouldBe(
            ["mailboxDeleted Box", "mailboxNew Projects/2026", "mailboxDeleted Box/Sub", "mailboxNew Projects/2026/Sub", "messageNew Projects/2026"], ignoreOrder: true);
        events.Single(e => e.Text("event") == "mailboxNew" && e.Text("path") == "Projects/2026").At("data").Text("renamedFrom").ShouldBe("Box");
        events.Single(e => e.Text("event") == "mailboxNew" && e.Text("path") == "Projects/2026/Sub").At("data").Text("renamedFrom").ShouldBe("Box/Sub");
    }

    [Fact]
    public async Task What_cannot_be_renamed_is_said()
    {
        var account = await servers.AccountAsync(fill: mail =>
        {
            mail.Deliver(MailFactory.Mixed(1, 1), "Box");
            mail.Deliver(MailFactory.Mixed(2, 1), "Other");
        });
        (await account.PutAsync("mailbox", new { path = "Box", newPath = "Other" })).Problem(HttpStatusCode.Conflict, "Conflict");
        (await account.PutAsync("mailbox", new { path = "Nowhere", newPath = "Somewhere" })).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
        (await account.PutAsync("mailbox", new { path = "INBOX", newPath = "Somewhere" })).Invalid("path");
        (await account.PutAsync("mailbox", new { path = "Box", newPath = "inbox" })).Invalid("newPath");
        (await account.PutAsync("mailbox", new { path = "Box", newPath = "a//b" })).Invalid("newPath");
        (await account.PutAsync("mailbox", new { path = "Box" })).Invalid("newPath");
        (await account.UidsAsync("Box")).ShouldBe([1]);
    }

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.Plain)]
    public async Task A_mailbox_is_subscribed_to_and_not_any_more(DovecotProfile profile)
    {
        var account = await servers.AccountAsync(profile, fill: mail => mail.Deliver(MailFactory.Mixed(1, 1), "Box"));
        foreach (var subscribed in (bool[])[true, false, true])
        {
            (await account.PutAsync("mailbox", new { path = "Box", subscribed })).Ok().Truth("subscribed").ShouldBe(subscribed);
            await using var other = await account.ConnectAsync();
            (await other.CommandAsync("LSUB \"\" \"Box\"")).Contains("\"/\" Box", StringComparison.Ordinal).ShouldBe(subscribed);
        }
    }

    [Fact]
    public async Task A_server_without_quotas_says_so()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Mixed(1, 1)));
        (await account.GetAsync("quota")).Problem(HttpStatusCode.UnprocessableEntity, "MailServerRejected");
    }
}
