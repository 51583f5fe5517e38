using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class MailboxFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Lists_mailboxes_with_their_roles(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.AddSpecialMailboxes();
            mail.AddMailbox("Projects/2024");
            mail.Deliver(MailFactory.Mixed(1, 3));
            mail.Deliver(MailFactory.Mixed(1, 2), "Projects/2024");
        });
        var mailboxes = (await account.GetAsync("mailboxes")).Ok().Items("mailboxes").ToDictionary(m => m.Text("path"));
        mailboxes.Keys.First().ShouldBe("INBOX");
        // Whether a mere parent is listed is the server's choice.
        mailboxes.Keys.Except(["Projects"]).Order().ShouldBe(["Drafts", "INBOX", "Junk", "Projects/2024", "Sent", "Trash"]);
        foreach (var use in DovecotServer.SpecialMailboxes)
        {
            mailboxes[use].Text("specialUse").ShouldBe($"\\{use}");
            mailboxes[use].Text("specialUseSource").ShouldBe(profile == DovecotProfile.Plain ? "name" : "extension");
        }

        var inbox = mailboxes["INBOX"];
        (inbox.Number("messages"), inbox.Number("uidNext"), inbox.Text("delimiter"), inbox.Truth("listed")).ShouldBe((3, 4, "/", true));
        inbox.Has("parentPath").ShouldBeFalse();
        inbox.Has("status").ShouldBeFalse();
        var nested = mailboxes["Projects/2024"];
        (nested.Text("parentPath"), nested.Text("name"), nested.Number("messages")).ShouldBe(("Projects", "2024", 2));
        nested.Has("specialUse").ShouldBeFalse();

        var counted = (await account.GetAsync("mailboxes?counters=true")).Ok().Items("mailboxes").ToDictionary(m => m.Text("path"));
        counted["INBOX"].At("status").GetRawText().ShouldBe("""{"messages":3,"unseen":3}""");
        counted["Projects/2024"].At("status").GetRawText().ShouldBe("""{"messages":2,"unseen":2}""");
    }

    [Theory, EverySetting]
    public async Task Creates_and_deletes_mailboxes_of_any_name(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store);
        var created = (await account.PostAsync("mailbox", new { path = new[] { "Aufträge & Co", "日本" } })).Ok();
        created.Text("path").ShouldBe("Aufträge & Co/日本");
        created.Truth("created").ShouldBeTrue();
        (await account.PostAsync("mailbox", new { path = "Aufträge & Co/日本" })).Ok().Truth("created").ShouldBeFalse();
        (await account.PostAsync("mailbox", new { path = "Single" })).Ok().Text("path").ShouldBe("Single");

        await using (var other = await account.ConnectAsync())
        {
            (await other.OkAsync("LIST \"\" *")).ShouldContain("\"Auftr&AOQ-ge &- Co/&ZeVnLA-\"");
            await other.AppendAsync("Auftr&AOQ-ge &- Co/&ZeVnLA-", MailFactory.Plain(1));
        }

        (await PathsAsync(account)).ShouldContain("Aufträge & Co/日本");
        (await account.UidsAsync("Aufträge & Co/日本")).ShouldBe([1]);
        var path = Uri.EscapeDataString("Aufträge & Co/日本");
        (await account.DeleteAsync($"mailbox?path={path}")).Ok().GetRawText().ShouldBe("""{"path":"Aufträge & Co/日本","deleted":true}""");
        (await PathsAsync(account)).ShouldNotContain("Aufträge & Co/日本");
        (await account.DeleteAsync($"mailbox?path={path}")).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
        (await account.GetAsync($"messages?path={path}")).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
    }

    /// <summary>Dovecot ends a connection whose mailbox another one deletes: the second connection has it selected.</summary>
    [Fact]
    public async Task Deletes_a_mailbox_that_was_just_read_at_nobodys_cost()
    {
        var account = await servers.AccountAsync();
        foreach (var path in (string[])["One", "Two", "Three"])
        {
            (await account.PostAsync("mailbox", new { path })).Ok();
            (await account.PostAsync("message", new { path, raw = Convert.ToBase64String(MailFactory.Plain(1)) })).Ok();
            (await account.UidsAsync(path)).ShouldBe([1]);
            (await account.DeleteAsync($"mailbox?path={path}")).Ok();
        }
    }

    [Fact]
    public async Task Refuses_to_delete_the_inbox_or_a_role()
    {
        var account = await servers.AccountAsync(fill: mail => mail.AddSpecialMailboxes());
        (await account.DeleteAsync("mailbox?path=inbox")).Invalid("path");
        (await account.DeleteAsync("mailbox?path=%5CTrash")).Invalid("path");
        (await account.DeleteAsync("mailbox")).Invalid("path");
        (await account.PostAsync("mailbox", new { path = Array.Empty<string>() })).Invalid("path");
        (await account.PostAsync("mailbox", new { path = "\\Sent" })).Invalid("path");
    }

    private static async Task<string[]> PathsAsync(TestAccount account) =>
        [.. (await account.GetAsync("mailboxes")).Ok().Items("mailboxes").Select(mailbox => mailbox.Text("path"))];
}
