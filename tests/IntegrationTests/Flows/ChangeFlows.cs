using System.Globalization;
using System.Text.Json;
using ImapApi.IntegrationTests.Chaos;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Flows;

/// <summary>Changes that other programs make on real servers, and the exact events that come of them.</summary>
public sealed class ChangeFlows(SharedServers servers)
{
    /// <summary>What is told was pushed, or found by looking after a reconnect; not by polling.</summary>
    private static readonly string[] WithoutPolling = ["--imap:activePollSeconds", "86400", "--imap:pollSeconds", "86400", "--imap:noopSeconds", "600"];

    [Theory]
    [InlineData(MailServerKind.DovecotFull)]
    [InlineData(MailServerKind.DovecotCondstore)]
    [InlineData(MailServerKind.DovecotPlain)]
    [InlineData(MailServerKind.DovecotNoIdle)]
    [InlineData(MailServerKind.DovecotPrefixed)]
    [InlineData(MailServerKind.Cyrus)]
    [InlineData(MailServerKind.Courier)]
    public async Task Tells_what_was_expunged_while_the_program_was_away(MailServerKind kind)
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite, WithoutPolling);
        var account = await AccountAsync(api, kind, "INBOX", 12);
        var ids = (await account.MessagesAsync()).ToDictionary(message => message.Number("uid"), message => message.Text("id"));
        var seen = await SeenAsync(account);
        await api.StopAsync();

        await using (var other = await account.ConnectAsync())
        {
            await other.OkAsync("SELECT INBOX");
            await ExpungeAsync(other, "2,3,7,12");
            await other.OkAsync("STORE 1 +FLAGS (\\Flagged)");
        }

        await api.StartAsync();
        var told = await UntilAsync(account, seen, 5);
        Texts(told).ShouldBe(
            ["INBOX messageDeleted 12", "INBOX messageDeleted 2", "INBOX messageDeleted 3", "INBOX messageDeleted 7", "INBOX messageUpdated 1 +(\\Flagged) -() =(\\Flagged)"]);
        foreach (var entry in told)
            entry.At("data").Text("id").ShouldBe(ids[entry.At("data").Number("uid")]);
    }

    [Theory]
    [InlineData(MailServerKind.DovecotPlain)]
    [InlineData(MailServerKind.Cyrus)]
    public async Task Tells_what_changes_in_a_mailbox_that_is_not_INBOX(MailServerKind kind)
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite, "--imap:activePollSeconds", "5", "--imap:pollSeconds", "5");
        var account = await AccountAsync(api, kind, "Work", 6);
        var ids = (await account.MessagesAsync("Work")).ToDictionary(message => message.Number("uid"), message => message.Text("id"));
        var seen = await SeenAsync(account);

        await using var other = await account.ConnectAsync();
        await other.OkAsync("SELECT Work");
        await other.OkAsync("STORE 2 +FLAGS.SILENT (\\Seen work)");
        var flagged = await UntilAsync(account, seen, 1);
        await ExpungeAsync(other, "4,5");
        var marked = flagged.Concat(await UntilAsync(account, seen + 1, 2)).ToArray();
        await other.AppendAsync("Work", MailFactory.Plain(7), "\\Flagged");
        JsonElement[] told = [.. marked, .. await UntilAsync(account, seen + marked.Length, 1)];

        // Polling may have seen them marked as deleted before they were gone.
        Texts(told).Where(text => !text.Contains("+(\\Deleted)", StringComparison.Ordinal)).ShouldBe(
            ["Work messageDeleted 4", "Work messageDeleted 5", "Work messageNew 7 (\\Flagged)", "Work messageUpdated 2 +(work \\Seen) -() =(work \\Seen)"]);
        foreach (var entry in told.Where(entry => entry.Text("event") != "messageNew"))
            entry.At("data").Text("id").ShouldBe(ids[entry.At("data").Number("uid")]);
        told.Single(entry => entry.Text("event") == "messageNew").At("data").Text("id").ShouldBe(await account.NewestAsync("Work"));
    }

    [Theory]
    [InlineData(MailServerKind.DovecotFull)]
    [InlineData(MailServerKind.DovecotCondstore)]
    [InlineData(MailServerKind.Cyrus)]
    public async Task Two_clients_that_expunge_at_the_same_time_are_told_apart(MailServerKind kind)
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite, WithoutPolling);
        var account = await AccountAsync(api, kind, "INBOX", 20);
        await using var one = await account.ConnectAsync();
        await using var two = await account.ConnectAsync();
        await one.OkAsync("SELECT INBOX");
        await two.OkAsync("SELECT INBOX");
        await one.OkAsync("UID STORE 1:20 +FLAGS.SILENT (\\Deleted)");
        var seen = await SeenAsync(account);
        await UntilAsync(account, seen, 20);
        await one.OkAsync("UID STORE 2,4,6,8,10,12,14,16,18,20 -FLAGS.SILENT (\\Deleted)");
        await UntilAsync(account, seen + 20, 10);

        // Both within what the server gathers into one push; each sees the mailbox renumbered by the other.
        await one.OkAsync("UID EXPUNGE 3,9,15");
        await two.OkAsync("UID EXPUNGE 1,5,11,19");

        Texts(await UntilAsync(account, seen + 30, 7)).ShouldBe(
            new[] { 1, 11, 15, 19, 3, 5, 9 }.Select(uid => $"INBOX messageDeleted {uid.ToString(CultureInfo.InvariantCulture)}"));
        (await account.UidsAsync()).Order().ShouldBe([2, 4, 6, 7, 8, 10, 12, 13, 14, 16, 17, 18, 20]);
    }

    [Fact]
    public async Task Changes_in_other_mailboxes_are_told_without_polling_where_the_server_has_NOTIFY()
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite, WithoutPolling);
        var account = await AccountAsync(api, MailServerKind.DovecotFull, "Work", 3);
        var seen = await SeenAsync(account);
        await using var other = await account.ConnectAsync();

        await other.AppendAsync("Work", MailFactory.Plain(4));
        Texts(await UntilAsync(account, seen, 1)).ShouldBe(["Work messageNew 4 ()"]);
        await other.OkAsync("SELECT Work");
        await other.OkAsync("STORE 4 +FLAGS.SILENT (\\Seen)");
        Texts(await UntilAsync(account, seen + 1, 1)).ShouldBe(["Work messageUpdated 4 +(\\Seen) -() =(\\Seen)"]);
        await other.OkAsync("CREATE Play");
        Texts(await UntilAsync(account, seen + 2, 1)).ShouldBe(["Play mailboxNew"]);
        await other.OkAsync("RENAME Play Rest");
        Texts(await UntilAsync(account, seen + 3, 2)).ShouldBe(["Play mailboxDeleted", "Rest mailboxNew"]);
        await other.OkAsync("DELETE Rest");
        Texts(await UntilAsync(account, seen + 5, 1)).ShouldBe(["Rest mailboxDeleted"]);
    }

    [Theory]
    [InlineData(MailServerKind.DovecotFull, "INBOX", "Work")]
    [InlineData(MailServerKind.Cyrus, "INBOX", "Work")]
    [InlineData(MailServerKind.DovecotCondstore, "Work", "Play")]
    [InlineData(MailServerKind.DovecotPlain, "Work", "Archive")]
    public async Task A_moved_message_says_where_it_came_from(MailServerKind kind, string from, string to)
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite);
        var account = await AccountAsync(api, kind, from, 3);
        await using var other = await account.ConnectAsync();
        await other.OkAsync($"CREATE \"{to}\"");
        (await account.PutAsync("sync", new { })).Ok();
        await Eventually.TrueAsync(async () => (await account.EventsAsync()).Any(entry => entry.Text("event") == "mailboxNew" && entry.Text("path") == to), $"{to} is known");
        // What a message looks like is known of those that were listed, or announced.
        var id = (await account.MessagesAsync(from)).Single(message => message.Number("uid") == 2).Text("id");
        var seen = await SeenAsync(account);

        await other.OkAsync($"SELECT \"{from}\"");
        if (kind == MailServerKind.DovecotPlain)
        {
            await other.OkAsync($"UID COPY 2 \"{to}\"");
            await ExpungeAsync(other, "2");
        }
        else
        {
            await other.OkAsync($"UID MOVE 2 \"{to}\"");
        }

        (await account.PutAsync("sync", new { })).Ok();
        JsonElement? arrived = null;
        await Eventually.TrueAsync(async () => (arrived = (await account.EventsAsync(seen)).Select(entry => (JsonElement?)entry).FirstOrDefault(entry => entry!.Value.Text("event") == "messageNew")) is not null, "it arrives");
        arrived!.Value.Text("path").ShouldBe(to);
        arrived.Value.At("data").At("movedFrom").Text("path").ShouldBe(from);
        arrived.Value.At("data").At("movedFrom").Text("id").ShouldBe(id);
        (await account.EventsAsync(seen)).ShouldContain(entry => entry.Text("event") == "messageDeleted" && entry.Text("path") == from && entry.At("data").Text("id") == id);
    }

    [Theory]
    [InlineData(MailServerKind.DovecotFull)]
    [InlineData(MailServerKind.DovecotPlain)]
    [InlineData(MailServerKind.Cyrus)]
    public async Task A_mailbox_that_was_made_anew_under_its_name_meanwhile_is_one_reset(MailServerKind kind)
    {
        await using var api = await servers.NewApiAsync(StoreKind.Sqlite, WithoutPolling);
        var account = await AccountAsync(api, kind, "Work", 5);
        var seen = await SeenAsync(account);
        await api.StopAsync();

        await using var other = await account.ConnectAsync();
        await other.OkAsync("DELETE Work");
        await other.OkAsync("CREATE Work");
        await other.AppendAsync("Work", MailFactory.Plain(1));
        await other.AppendAsync("Work", MailFactory.Plain(2));
        await api.StartAsync();

        var reset = (await UntilAsync(account, seen, 1))[0];
        reset.Text("event").ShouldBe("mailboxReset");
        reset.Text("path").ShouldBe("Work");
        reset.At("data").Number("uidValidity").ShouldNotBe(reset.At("data").Number("prevUidValidity"));
        // Followed from here on.
        await other.AppendAsync("Work", MailFactory.Plain(3), "\\Seen");
        (await account.PutAsync("sync", new { })).Ok();
        Texts(await UntilAsync(account, seen + 1, 1)).ShouldBe(["Work messageNew 3 (\\Seen)"]);
    }

    /// <summary>With this mailbox, and messages in it from UID 1 on.</summary>
    private async Task<TestAccount> AccountAsync(ApiProcess api, MailServerKind kind, string mailbox, int messages)
    {
        var account = await servers.AccountAsync(api.Client, await servers.MailServerAsync(kind), async other =>
        {
            if (mailbox != "INBOX")
                await other.OkAsync($"CREATE \"{mailbox}\"");
            for (var number = 1; number <= messages; number++)
                await other.AppendAsync(mailbox, MailFactory.Plain(number));
        });
        await account.InitializedAsync();
        return account;
    }

    private static async Task<long> SeenAsync(TestAccount account) => (await account.EventsAsync())[^1].At("seq").GetInt64();

    /// <summary>At least so many events after this one.</summary>
    private static async Task<JsonElement[]> UntilAsync(TestAccount account, long after, int count)
    {
        JsonElement[] told = [];
        await Eventually.TrueAsync(async () => (told = await account.EventsAsync(after)).Length >= count, $"{count} events of {account.Id} after {after}", TimeSpan.FromSeconds(60));
        return told;
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> events) => events.Select(ExpectedEvents.TextOf).Order(StringComparer.Ordinal);

    private static async Task ExpungeAsync(RawImap imap, string sequence)
    {
        await imap.OkAsync($"STORE {sequence} +FLAGS.SILENT (\\Deleted)");
        await imap.OkAsync("EXPUNGE");
    }
}
