using System.Net;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class MessageSetFlows(SharedServers servers)
{
    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.CondstoreOnly)]
    [InlineData(DovecotProfile.Plain)]
    public async Task A_message_is_moved_and_copied(DovecotProfile profile)
    {
        var account = await servers.AccountAsync(profile, fill: mail =>
        {
            mail.AddSpecialMailboxes();
            mail.Deliver(MailFactory.Mixed(1, 3));
        });
        (await account.PostAsync("mailbox", new { path = "Project" })).Ok();
        var ids = (await account.MessagesAsync()).Select(message => message.Text("id")).ToArray();

        var moved = (await account.PutAsync($"message/{ids[0]}/move", new { path = "Project" })).Ok();
        var copied = (await account.PutAsync($"message/{ids[1]}/copy", new { path = "Project" })).Ok();

        moved.Text("path").ShouldBe("Project");
        (await account.UidsAsync()).ShouldBe([2, 1]);
        var there = await account.MessagesAsync("Project");
        there.Select(message => message.Text("messageId")).ShouldBe(["<2@example.com>", "<3@example.com>"]);
        if (profile != DovecotProfile.Plain)
        {
            (moved.Text("id"), moved.Number("uid")).ShouldBe((there[1].Text("id"), 1));
            (copied.Text("id"), copied.Number("uid")).ShouldBe((there[0].Text("id"), 2));
        }

        (await account.PutAsync($"message/{ids[0]}/move", new { path = "Project" })).Problem(HttpStatusCode.NotFound, "MessageNotFound");
        (await account.PutAsync($"message/{ids[1]}/move", new { path = "Nowhere" })).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
        (await account.PutAsync($"message/{ids[1]}/move", new { path = "INBOX" })).Invalid("path");
        (await account.PutAsync($"message/{ids[1]}/move", new { path = "\\Sent" })).Ok().Text("path").ShouldBe("Sent");
        (await account.UidsAsync()).ShouldBe([1]);
        (await account.UidsAsync("Sent")).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.CondstoreOnly)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Many_messages_are_moved_by_search_and_by_ids(DovecotProfile profile)
    {
        var account = await servers.AccountAsync(profile, fill: mail => mail.Deliver(Enumerable.Range(1, 40).Select(i => MailFactory.Plain(i, i % 2 == 0 ? "even" : "odd"))));
        (await account.PostAsync("mailbox", new { path = "Project" })).Ok();
        var before = (await account.MessagesAsync()).ToDictionary(message => message.Text("id"), message => message.Text("messageId"));

        var moved = (await account.PutAsync("messages/move?path=INBOX", new { search = new { subject = "even" }, path = "Project" })).Ok();

        (moved.Text("path"), moved.Number("matched"), moved.Number("done")).ShouldBe(("Project", 20, 20));
        (await account.UidsAsync()).ShouldBe(Enumerable.Range(1, 40).Where(i => i % 2 == 1).Reverse());
        var there = (await account.MessagesAsync("Project")).ToDictionary(message => message.Text("id"), message => message.Text("messageId"));
        there.Count.ShouldBe(20);
        if (profile == DovecotProfile.Plain)
            moved.Has("idMap").ShouldBeFalse();
        else
            Pairs(moved).ShouldAllBe(pair => before[pair[0]] == there[pair[1]]);

        string[] some = [.. there.Keys.Take(3)];
        var copied = (await account.PutAsync("messages/copy?path=Project", new { ids = (string[])[.. some, "AAAAAQAAAeE"], path = "INBOX" })).Ok();

        (copied.Number("matched"), copied.Number("done")).ShouldBe((3, 3));
        copied.Texts("missing").ShouldBe(["AAAAAQAAAeE"]);
        (await account.UidsAsync()).Length.ShouldBe(23);
        (await account.UidsAsync("Project")).Length.ShouldBe(20);
    }

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.CondstoreOnly)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Many_messages_are_flagged_and_deleted(DovecotProfile profile)
    {
        var account = await servers.AccountAsync(profile, fill: mail => mail.Deliver(Enumerable.Range(1, 30).Select(i => MailFactory.Plain(i, i <= 10 ? "early" : "late"))));
        (await account.PostAsync("mailbox", new { path = "Trash" })).Ok();

        var flagged = (await account.PutAsync("messages?path=INBOX", new { search = new { subject = "early" }, flags = new { add = (string[])["\\Flagged", "Project"] } })).Ok();

        (flagged.Number("matched"), flagged.Number("updated"), flagged.Has("unchanged")).ShouldBe((10, 10, false));
        (await account.UidsAsync(query: "&search[flagged]=true")).ShouldBe(Enumerable.Range(1, 10).Reverse());
        (await account.MessagesAsync())[^1].Texts("flags").ShouldBe(["\\Flagged", "Project"]);

        var trashed = (await account.PutAsync("messages/delete?path=INBOX", new { search = new { flagged = true } })).Ok();

        (trashed.Number("matched"), trashed.Number("deleted"), trashed.At("moved").Text("destination"), trashed.At("moved").Number("count")).ShouldBe((10, 0, "Trash", 10));
        (await account.UidsAsync("Trash")).Length.ShouldBe(10);

        var emptied = (await account.PutAsync("messages/delete?path=Trash", new { all = true })).Ok();

        (emptied.Number("matched"), emptied.Number("deleted"), emptied.Has("moved")).ShouldBe((10, 10, false));
        (await account.UidsAsync("Trash")).ShouldBeEmpty();
        (await account.UidsAsync()).Length.ShouldBe(20);
        (await account.PutAsync("messages/delete?path=INBOX&force=true", new { search = new { uid = "11:12" } })).Ok().Number("deleted").ShouldBe(2);
        (await account.UidsAsync()).ShouldBe(Enumerable.Range(13, 18).Reverse());
        (await account.UidsAsync("Trash")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_search_and_wrong_bodies_are_refused()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Mixed(1, 2)));
        (await account.PutAsync("messages/delete?path=INBOX", new { })).Invalid("search");
        (await account.PutAsync("messages/delete?path=INBOX", new { search = new { } })).Invalid("search");
        (await account.PutAsync("messages/move?path=INBOX", new { search = new { }, path = "Sent" })).Invalid("search");
        (await account.PutAsync("messages?path=INBOX", new { search = new { }, flags = new { add = (string[])["\\Seen"] } })).Invalid("search");
        (await account.PutAsync("messages?path=INBOX", new { search = new { seen = false } })).Invalid("flags");
        (await account.PutAsync("messages/delete?path=Nowhere", new { all = true })).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
        (await account.PutAsync("messages?path=INBOX", new { all = true, labels = new { add = (string[])["x"] } })).Problem(HttpStatusCode.UnprocessableEntity, "MailServerRejected");
        (await account.UidsAsync()).ShouldBe([2, 1]);
    }

    private static string[][] Pairs(JsonElement answer) => [.. answer.Items("idMap").Select(pair => pair.EnumerateArray().Select(id => id.GetString()!).ToArray())];
}
