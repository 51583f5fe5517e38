using System.Net;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class CursorFlows(SharedServers servers)
{
    [Theory]
    [InlineData(DovecotProfile.Full, "")]
    [InlineData(DovecotProfile.CondstoreOnly, "")]
    [InlineData(DovecotProfile.Plain, "")]
    [InlineData(DovecotProfile.Full, "&search[from]=sender")]
    [InlineData(DovecotProfile.CondstoreOnly, "&search[from]=sender")]
    [InlineData(DovecotProfile.Plain, "&search[from]=sender")]
    public async Task Pages_neither_repeat_nor_hide_what_stays_while_mail_comes_and_goes(DovecotProfile profile, string search)
    {
        var account = await servers.AccountAsync(profile, fill: mail => Deliver(mail, 1, 60));
        await using var other = await account.ConnectAsync();
        await other.OkAsync("SELECT INBOX");
        var gone = new HashSet<int>();
        var arrived = 60;
        var page = await account.PageAsync(query: $"&pageSize=7{search}");
        var seen = Uids(page).ToList();
        while (page.Has("nextPageCursor"))
        {
            await SomethingHappensAsync();
            page = await account.PageAsync(query: $"&pageSize=7{search}&cursor={page.Text("nextPageCursor")}");
            seen.AddRange(Uids(page));
        }

        seen.ShouldBe(seen.OrderDescending());
        seen.ShouldBeUnique();
        Enumerable.Range(1, 60).Except(gone).Except(seen).ShouldBeEmpty();

        var from = seen[^1];
        seen.Clear();
        while (page.Has("prevPageCursor"))
        {
            await SomethingHappensAsync();
            page = await account.PageAsync(query: $"&pageSize=7{search}&cursor={page.Text("prevPageCursor")}");
            seen.AddRange(Uids(page).Reverse());
        }

        seen.ShouldBe(seen.Order());
        seen.ShouldBeUnique();
        Enumerable.Range(1, 60).Where(uid => uid > from + 7).Except(gone).Except(seen).ShouldBeEmpty();

        // One goes from each end and from the middle, one comes.
        async Task SomethingHappensAsync()
        {
            var there = Enumerable.Range(1, 60).Except(gone).ToArray();
            int[] doomed = [there[0], there[there.Length / 2], there[^1]];
            await other.OkAsync($"UID STORE {string.Join(',', doomed)} +FLAGS.SILENT (\\Deleted)");
            await other.OkAsync("EXPUNGE");
            gone.UnionWith(doomed);
            if (arrived < 70)
                Deliver(account.Mail, ++arrived, 1);
        }
    }

    [Fact]
    public async Task A_search_by_a_body_is_the_search_by_a_url()
    {
        var account = await servers.AccountAsync(fill: mail => Deliver(mail, 1, 30));

        var first = (await account.PostAsync("search?path=INBOX&pageSize=4", new { search = new { from = "sender1", header = new Dictionary<string, string> { ["subject"] = "number" } } })).Ok();
        var second = (await account.PostAsync($"search?path=INBOX&pageSize=4&cursor={first.Text("nextPageCursor")}", new { search = new { from = "sender1", header = new Dictionary<string, string> { ["subject"] = "number" } } })).Ok();

        Uids(first).Concat(Uids(second)).ShouldBe(await account.UidsAsync(query: "&search[from]=sender1&search[header][subject]=number&pageSize=8"));
        (first.Number("total"), second.Number("page")).ShouldBe((11, 1));
        (await account.PostAsync($"search?path=INBOX&cursor={first.Text("nextPageCursor")}", new { search = new { from = "sender2" } })).Invalid("cursor");
        (await account.GetAsync($"messages?path=INBOX&cursor={first.Text("nextPageCursor")}")).Invalid("cursor");
        (await account.PostAsync("search?path=INBOX", new { search = new { } })).Ok().Number("total").ShouldBe(30);
    }

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.Plain)]
    public async Task A_cursor_of_a_mailbox_that_was_made_anew_has_expired(DovecotProfile profile)
    {
        var account = await servers.AccountAsync(profile, fill: mail =>
        {
            mail.Deliver(MailFactory.Mixed(1, 9), "Box");
            mail.Deliver(MailFactory.Mixed(1, 9));
        });
        var cursor = (await account.PageAsync("Box", "&pageSize=3")).Text("nextPageCursor");
        (await account.GetAsync($"messages?path=INBOX&cursor={cursor}")).Invalid("cursor");
        await using (var other = await account.ConnectAsync())
        {
            await other.OkAsync("DELETE Box");
            await other.OkAsync("CREATE Box");
        }

        await Eventually.TrueAsync(async () => (await account.GetAsync($"messages?path=Box&pageSize=3&cursor={cursor}")).Status == HttpStatusCode.Gone, "the new mailbox is seen");
        (await account.GetAsync($"messages?path=Box&pageSize=3&cursor={cursor}")).Problem(HttpStatusCode.Gone, "CursorExpired");
    }

    private static int[] Uids(JsonElement page) => [.. page.Items("messages").Select(message => message.Number("uid"))];

    private static void Deliver(Maildir mail, int first, int count) => mail.Deliver(Enumerable.Range(first, count).Select(number => MailFactory.Plain(number)));
}
