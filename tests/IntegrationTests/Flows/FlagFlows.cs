using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

public sealed class FlagFlows(SharedServers servers)
{
    [Theory, EverySetting]
    public async Task Adds_deletes_and_sets_flags(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(MailFactory.Mixed(1, 3)));
        var messages = await account.MessagesAsync();
        var message = $"message/{messages[1].Text("id")}";

        (await account.PutAsync(message, new { flags = new { add = new[] { "\\Seen", "Follow-up" } } })).Ok().GetRawText().ShouldBe("""{"flags":{"add":true}}""");
        (await FlagsOfAsync(account)).ShouldBe(["", "Follow-up \\Seen", ""]);
        var listed = (await account.MessagesAsync())[1];
        listed.Has("unseen").ShouldBeFalse();
        listed.Texts("flags").ShouldBe(["Follow-up", "\\Seen"], ignoreOrder: true);

        (await account.PutAsync(message, new { flags = new { add = new[] { "\\Flagged" }, delete = new[] { "\\Seen" } } })).Ok().GetRawText()
            .ShouldBe("""{"flags":{"add":true,"delete":true}}""");
        (await FlagsOfAsync(account)).ShouldBe(["", "Follow-up \\Flagged", ""]);

        (await account.PutAsync(message, new { flags = new { set = new[] { "\\Draft" } } })).Ok().GetRawText().ShouldBe("""{"flags":{"set":true}}""");
        (await FlagsOfAsync(account)).ShouldBe(["", "\\Draft", ""]);
        (await account.MessagesAsync())[1].Truth("draft").ShouldBeTrue();

        (await account.PutAsync(message, new { flags = new { set = Array.Empty<string>() } })).Ok();
        (await FlagsOfAsync(account)).ShouldBe(["", "", ""]);
    }

    [Theory, EverySetting]
    public async Task Shows_flags_that_others_change(DovecotProfile profile, StoreKind store)
    {
        var account = await servers.AccountAsync(profile, store, mail => mail.Deliver(MailFactory.Mixed(1, 25)));
        (await account.PageAsync()).Items("messages").ShouldAllBe(m => m.Truth("unseen"));
        await using var other = await account.ConnectAsync();
        await other.OkAsync("SELECT INBOX");
        await other.OkAsync("STORE 25 +FLAGS (\\Seen)");
        await Eventually.TrueAsync(async () => !(await account.MessagesAsync())[0].Has("unseen"), "the flag shows");
        (await account.MessagesAsync()).Count(m => m.Has("unseen")).ShouldBe(24);
    }

    [Fact]
    public async Task Refuses_what_is_no_flag()
    {
        var account = await servers.AccountAsync(fill: mail => mail.Deliver(MailFactory.Plain(1)));
        var message = $"message/{await account.NewestAsync()}";
        (await account.PutAsync(message, new { flags = new { } })).Invalid("flags");
        (await account.PutAsync(message, new { })).Invalid("flags");
        (await account.PutAsync(message, new { flags = new { add = new[] { "\\Recent" } } })).Invalid("flags.add");
        (await account.PutAsync(message, new { flags = new { add = new[] { "two words" } } })).Invalid("flags.add");
        (await account.PutAsync(message, new { flags = new { delete = new[] { "" }, set = new[] { "ä" } } })).Invalid("flags.delete", "flags.set");
        (await FlagsOfAsync(account)).ShouldBe([""]);
    }

    /// <summary>As another client sees them, newest first, sorted, without \Recent.</summary>
    private static async Task<string[]> FlagsOfAsync(TestAccount account)
    {
        await using var other = await account.ConnectAsync();
        await other.OkAsync("EXAMINE INBOX");
        var lines = (await other.OkAsync("FETCH 1:* (FLAGS)")).Split("\r\n").Where(line => line.Contains(" FETCH ", StringComparison.Ordinal));
        return [.. lines.Select(line => line[(line.LastIndexOf('(') + 1)..].TrimEnd(')'))
            .Select(flags => string.Join(' ', flags.Split(' ').Where(flag => flag != "\\Recent").Order(StringComparer.OrdinalIgnoreCase))).Reverse()];
    }
}
