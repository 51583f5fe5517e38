using System.Net;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>What changed since a token, with nothing stored for it.</summary>
public sealed class ChangesFlows(SharedServers servers)
{
    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.CondstoreOnly)]
    [InlineData(DovecotProfile.Plain)]
    public async Task A_copy_kept_by_the_changes_is_the_mailbox(DovecotProfile profile)
    {
        var account = await servers.AccountAsync(profile, fill: mail => mail.Deliver(MailFactory.Mixed(1, 40)));
        var copy = (await account.MessagesAsync()).ToDictionary(message => message.Text("id"), Flags);
        var token = (await ChangesAsync(account, null)).Text("token");
        (await ChangesAsync(account, token)).At("added").GetArrayLength().ShouldBe(0);
        await using var other = await account.ConnectAsync();
        await other.OkAsync("SELECT INBOX");
        var random = new Random(5);
        var next = 41;
        for (var round = 0; round < 8; round++)
        {
            await other.OkAsync("NOOP");
            await other.OkAsync($"STORE {random.Next(1, 20)} {(round % 3 == 0 ? "-" : "+")}FLAGS (\\Seen Project)");
            if (round % 2 == 0)
            {
                await other.OkAsync($"STORE {random.Next(1, 20)} +FLAGS (\\Deleted)");
                await other.OkAsync("EXPUNGE");
            }

            if (round % 3 != 1)
                account.Mail.Deliver(MailFactory.Mixed(next, 2));
            next += 2;

            bool more;
            do
            {
                var changes = await ChangesAsync(account, token, limit: 1);
                foreach (var removed in changes.Items("removed"))
                    copy.Remove(removed.Text("id"));
                foreach (var message in (JsonElement[])[.. changes.Items("added"), .. changes.Items("updated")])
                    copy[message.Text("id")] = Flags(message);
                (token, more) = (changes.Text("token"), changes.Has("hasMore"));
            }
            while (more);

            // A listing may be a moment behind.
            await Eventually.TrueAsync(
                async () => (await account.MessagesAsync()).Select(message => $"{message.Text("id")} {Flags(message)}").Order(StringComparer.Ordinal)
                    .SequenceEqual(copy.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal)),
                $"the copy is the mailbox after round {round}");
        }
    }

    [Theory]
    [InlineData(DovecotProfile.Full)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Of_a_mailbox_that_was_made_anew_nothing_can_be_told(DovecotProfile profile)
    {
        var account = await servers.AccountAsync(profile, fill: mail => mail.Deliver(MailFactory.Mixed(1, 3), "Box"));
        var token = (await ChangesAsync(account, null, "Box")).Text("token");
        await using (var other = await account.ConnectAsync())
        {
            await other.OkAsync("DELETE Box");
            await other.OkAsync("CREATE Box");
        }

        (await account.GetAsync($"messages/changes?path=Box&since={token}")).Problem(HttpStatusCode.Gone, "CursorExpired");
        (await account.GetAsync($"messages/changes?path=INBOX&since={token}")).Status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Gone);
        (await account.GetAsync("messages/changes?path=Box&since=nonsense&limit=0")).Invalid("since");
        (await account.GetAsync("messages/changes?path=Nowhere")).Problem(HttpStatusCode.NotFound, "MailboxNotFound");
    }

    [Theory]
    [InlineData(DovecotProfile.CondstoreOnly)]
    [InlineData(DovecotProfile.Plain)]
    public async Task Of_a_large_scattered_mailbox_it_is_told_that_nothing_changed_or_that_it_cannot_be_told(DovecotProfile profile)
    {
        // So many gaps fit no token.
        var account = await servers.AccountAsync(profile, fill: mail => mail.Seed(1, [.. Enumerable.Range(1, 5000).Select(i => ((uint)(i * 3), MailFactory.Plain(i, text: "x\r\n")))], "Box"));
        var token = (await ChangesAsync(account, null, "Box")).Text("token");
        var same = await ChangesAsync(account, token, "Box");
        (same.At("added").GetArrayLength(), same.At("updated").GetArrayLength(), same.At("removed").GetArrayLength()).ShouldBe((0, 0, 0));

        await using var other = await account.ConnectAsync();
        await other.OkAsync("SELECT Box");
        await other.OkAsync("STORE 7 +FLAGS (\\Deleted)");
        await other.OkAsync("EXPUNGE");

        (await account.GetAsync($"messages/changes?path=Box&since={token}")).Problem(HttpStatusCode.Gone, "CursorExpired");
    }

    private static string Flags(JsonElement message) => string.Join(' ', message.Texts("flags"));

    private static async Task<JsonElement> ChangesAsync(TestAccount account, string? since, string path = "INBOX", int limit = 100) =>
        (await account.GetAsync($"messages/changes?path={path}&limit={limit}{(since is null ? "" : $"&since={since}")}")).Ok();
}
