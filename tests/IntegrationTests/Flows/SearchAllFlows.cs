using System.Net;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>One search over every mailbox.</summary>
public sealed class SearchAllFlows(SharedServers servers)
{
    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.CondstoreOnly)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Finds_in_every_mailbox_newest_first_whatever_the_mailbox(DovecotProfile profile)
    {
        var account = await servers.AccountAsync(profile, fill: mail =>
        {
            mail.AddSpecialMailboxes();
            string[] mailboxes = ["INBOX", "Sent", "Archive", "Archive/2023", "Gr&APwA3w-e"];
            for (var i = 1; i <= 40; i++)
                mail.Deliver(MailFactory.Plain(i, i % 2 == 0 ? "even" : "odd"), mailboxes[i * 7 % mailboxes.Length], new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(i));
            mail.AddMailbox("Empty");
        });

        var first = (await account.PostAsync("search?pageSize=8", new { search = new { subject = "even" } })).Ok();
        var second = (await account.PostAsync($"search?pageSize=8&cursor={first.Text("nextPageCursor")}", new { search = new { subject = "even" } })).Ok();
        var third = (await account.PostAsync("search?pageSize=8&page=2", new { search = new { subject = "even" } })).Ok();

        (first.Number("total"), first.Number("pages"), second.Number("page"), third.Has("nextPageCursor"), first.Has("unsearched")).ShouldBe((20, 3, 1, false, false));
        JsonElement[] all = [.. first.Items("messages"), .. second.Items("messages"), .. third.Items("messages")];
        all.Select(message => message.Text("messageId")).ShouldBe(Enumerable.Range(1, 20).Reverse().Select(i => $"<{2 * i}@example.com>"));
        all.Select(message => message.Text("path")).Distinct().Order(StringComparer.Ordinal).ShouldBe(["Archive", "Archive/2023", "Grüße", "INBOX", "Sent"]);
        all.First(message => message.Text("path") == "Sent").Text("specialUse").ShouldBe("\\Sent");
        foreach (var message in all.Take(5))
            (await account.GetAsync($"message/{message.Text("id")}")).Ok().Text("messageId").ShouldBe(message.Text("messageId"));
    }

    [Fact]
    public async Task What_comes_between_two_pages_moves_nothing()
    {
        var account = await servers.AccountAsync(fill: mail =>
        {
            for (var i = 1; i <= 20; i++)
                mail.Deliver(MailFactory.Plain(i), i % 2 == 0 ? "INBOX" : "Other", new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(i));
        });
        var first = (await account.PostAsync("search?pageSize=10", new { search = new { } })).Ok();
        account.Mail.Deliver(MailFactory.Plain(77), "Other");
        await account.DeleteAsync($"message/{first.Items("messages")[^1].Text("id")}?force=true");

        var second = (await account.PostAsync($"search?pageSize=10&cursor={first.Text("nextPageCursor")}", new { search = new { } })).Ok();

        first.Items("messages").Concat(second.Items("messages")).Select(message => message.Text("messageId")).ShouldBe(Enumerable.Range(1, 20).Reverse().Select(i => $"<{i}@example.com>"));
        await Eventually.TrueAsync(
            async () => (await account.PostAsync($"search?cursor={second.Text("prevPageCursor")}", new { search = new { } })).Ok().Items("messages").Any(message => message.Text("messageId") == "<77@example.com>"),
            "what came is on the page before");
    }

    [Fact]
    public async Task Keys_of_one_mailbox_and_foreign_cursors_are_refused()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Mixed(1, 3)));
        (await account.PostAsync("search", new { search = new { uid = "1", seq = "1", modseq = 1 } })).Invalid("search.uid", "search.seq", "search.modseq");
        var cursor = (await account.PostAsync("search?path=INBOX&pageSize=1", new { search = new { } })).Ok().Text("nextPageCursor");
        (await account.PostAsync($"search?cursor={cursor}", new { search = new { } })).Invalid("cursor");
        var merged = (await account.PostAsync("search?pageSize=1", new { search = new { } })).Ok().Text("nextPageCursor");
        (await account.PostAsync($"search?cursor={merged}", new { search = new { seen = true } })).Invalid("cursor");
        (await account.PostAsync($"search?path=INBOX&cursor={merged}", new { search = new { } })).Invalid("cursor");
        (await account.PostAsync("search", new { search = new { gmailRaw = "x" } })).Problem(HttpStatusCode.UnprocessableEntity, "SearchUnsupported");
    }
}
