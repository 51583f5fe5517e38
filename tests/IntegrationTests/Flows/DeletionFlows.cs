using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class DeletionFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Moves_to_the_trash_and_expunges_there(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.AddSpecialMailboxes();
            mail.Deliver(MailFactory.Mixed(1, 3));
        });
        var id = (await account.MessagesAsync())[1].Text("id");
        var answer = (await account.DeleteAsync($"message/{id}")).Ok();
        answer.Truth("deleted").ShouldBeFalse();
        answer.At("moved").Text("destination").ShouldBe("Trash");

        (await account.UidsAsync()).ShouldBe([3, 1]);
        (await account.GetAsync($"message/{id}")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
        var moved = (await account.MessagesAsync("\\Trash")).Single();
        moved.Text("messageId").ShouldBe("<2@example.com>");
        if (profile != DovecotProfile.Plain)
            answer.At("moved").Text("message").ShouldBe(moved.Text("id"));

        (await account.DeleteAsync($"message/{moved.Text("id")}")).Ok().GetRawText().ShouldBe("""{"deleted":true}""");
        (await account.MessagesAsync("\\Trash")).ShouldBeEmpty();
        (await account.DeleteAsync($"message/{moved.Text("id")}")).Problem(HttpStatusCode.NotFound, "MessageNotFound");
    }

    [Theory, EverySetting]
    public async Task Expunges_exactly_the_one_message_when_forced(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail =>
        {
            mail.AddSpecialMailboxes();
            mail.Deliver(MailFactory.Mixed(1, 3));
        });
        await using (var other = await account.ConnectAsync())
        {
            await other.OkAsync("SELECT INBOX");
            await other.OkAsync("STORE 3 +FLAGS (\\Deleted)");
        }

        var id = (await account.MessagesAsync())[1].Text("id");
        (await account.DeleteAsync($"message/{id}?force=true")).Ok().GetRawText().ShouldBe("""{"deleted":true}""");
        (await account.UidsAsync()).ShouldBe([3, 1]);
        (await account.UidsAsync("Trash")).ShouldBeEmpty();
        await using var check = await account.ConnectAsync();
        await check.OkAsync("EXAMINE INBOX");
        (await check.OkAsync("UID FETCH 3 (FLAGS)")).ShouldContain("\\Deleted");
        (await check.OkAsync("UID FETCH 1 (FLAGS)")).ShouldNotContain("\\Deleted");
    }

    [Theory, EverySetting]
    public async Task What_a_search_has_just_shown_can_be_dealt_with_at_once(DovecotProfile profile, StoreKind store)
    {
        // Searches have a connection of their own: it may know of a message before the other one does.
        var account = await servers.AccountAsync(profile, store);
        await using var other = await account.ConnectAsync();
        for (var i = 1; i <= 10; i++)
        {
            await other.AppendAsync("INBOX", MailFactory.Plain(i, $"Fresh number {i}."));
            (await account.PutAsync($"message/{await FoundAsync($"Fresh number {i}.")}", new { flags = new { add = new[] { "\\Flagged" } } })).Ok();
            await other.AppendAsync("INBOX", MailFactory.Plain(i + 100, $"Second number {i}."));
            (await account.DeleteAsync($"message/{await FoundAsync($"Second number {i}.")}?force=true")).Ok().Truth("deleted").ShouldBeTrue();
        }

        Task<string> FoundAsync(string subject) => Eventually.GetAsync(
            async () => (await account.PostAsync("search?path=INBOX", new { search = new { subject } })).Ok().Items("messages").Select(found => found.Text("id")).SingleOrDefault(),
            $"{subject} is found");
    }

    [Theory, EverySetting]
    public async Task Expunges_where_there_is_no_trash(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(MailFactory.Mixed(1, 2)));
        (await account.DeleteAsync($"message/{await account.NewestAsync()}")).Ok().GetRawText().ShouldBe("""{"deleted":true}""");
        (await account.UidsAsync()).ShouldBe([1]);
    }
}
