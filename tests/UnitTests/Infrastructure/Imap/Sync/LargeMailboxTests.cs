using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Imap;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>Mailboxes that are not listed whole each time, and bursts that are not read at once.</summary>
public sealed class LargeMailboxTests
{
    private const int Messages = 1500;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Few_that_went_are_found_by_asking_at_some_places(int arrived)
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(Messages);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        Remove(server, 100, 700, 701, 1400);
        for (var i = 0; i < arrived; i++)
            server.Inbox.Add();

        await ConnectAnewAsync(server, harness);

        Deleted(harness).ShouldBe([100u, 700u, 701u, 1400u]);
        Arrived(harness).ShouldBe(arrived == 0 ? [] : [1501u, 1502u]);
        server.Commands.ShouldNotContain(command => command.Verb == "SEARCH");
    }

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public async Task Of_many_that_went_all_that_are_left_are_listed(int gone, bool isListed)
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(Messages);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        Remove(server, [.. Enumerable.Range(1, gone).Select(i => (uint)i * 20)]);

        await ConnectAnewAsync(server, harness);

        Deleted(harness).Count.ShouldBe(gone);
        server.Commands.Any(command => command.Verb == "SEARCH").ShouldBe(isListed);
    }

    [Fact]
    public async Task Those_that_are_left_in_a_very_large_one_are_listed_in_pieces()
    {
        const int many = 260_000;
        await using var server = ScriptedImapServer.Start();
        for (var uid = 1u; uid <= many; uid++)
            server.Inbox.Messages.Add(new ScriptedMessage(uid));
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.Inbox.Messages.RemoveAll(message => message.Uid % 40 == 0);

        await ConnectAnewAsync(server, harness);

        Deleted(harness).ShouldBe(Enumerable.Range(1, many / 40).Select(i => (uint)i * 40));
        server.Commands.Where(command => command.Verb == "SEARCH").Select(command => command.Arguments).ShouldBe(["UID 1:130000", "UID 130001:*"]);
    }

    [Fact]
    public async Task A_server_whose_numbers_contradict_each_other_is_asked_for_all()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(Messages);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        // One went, and one with a UID below all others came.
        Remove(server, 700, 701);
        server.Inbox.Messages.Insert(0, new ScriptedMessage(0x10000));
        server.Inbox.ClaimedUidNext = Messages + 1;

        await ConnectAnewAsync(server, harness);

        Deleted(harness).ShouldBe([700u, 701u]);
        server.Commands.ShouldContain(command => command.Verb == "SEARCH");
    }

    [Fact]
    public async Task Flags_are_looked_at_where_the_server_may_not_tell_of_them_of_the_newest_often_and_of_all_seldom()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(Messages);
        await using var harness = new WorkerHarness(server, time: time);
        await time.PassUntilAsync(harness.StartSettledAsync());
        server.Inbox.Messages[0].Flags.Add("\\Seen");
        server.Inbox.Messages[^1000].Flags.Add("\\Flagged");

        time.Advance(TimeSpan.FromSeconds(30));
        harness.Worker.SyncNow();
        var newest = harness.Told.WaitForAsync<Change.MessageUpdated>();
        await time.PassUntilAsync(newest);
        (await newest).Message.Uid.Value.ShouldBe(501u);
        (await newest).Marks.AddedFlags.ShouldBe(["\\Flagged"]);
        await server.WaitForIdleAsync();
        harness.Told.Of<Change.MessageUpdated>().ShouldHaveSingleItem();

        time.Advance(TimeSpan.FromMinutes(30));
        harness.Worker.SyncNow();
        var oldest = harness.Told.WaitForAsync<Change.MessageUpdated>(update => update.Message.Uid.Value == 1);
        await time.PassUntilAsync(oldest);
        (await oldest).Marks.AddedFlags.ShouldBe(["\\Seen"]);
    }

    [Fact]
    public async Task Flags_of_all_are_looked_at_in_one_that_is_not_watched_when_it_is_opened()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, "LIST-STATUS"] });
        var other = server.Mailboxes["Other"].Fill(Messages);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        other.Messages[0].Flags.Add("\\Seen");
        other.Messages[^1].Flags.Add("\\Seen");

        harness.Worker.SyncNow();

        await harness.Told.WaitForAsync<Change.MessageUpdated>(update => update.Message.Uid.Value == 1);
        await harness.Told.WaitForAsync<Change.MessageUpdated>(update => update.Message.Uid.Value == Messages);
        harness.Told.Of<Change.MessageUpdated>().ShouldAllBe(update => update.Mailbox.Value == "Other");
    }

    [Theory]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(1250)]
    public async Task A_burst_is_told_in_its_order_and_each_message_once(int arrived)
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(3);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        server.Inbox.Fill(arrived);
        await server.PushAsync($"* {3 + arrived} EXISTS");

        await harness.Told.WaitForAsync<Change.MessageArrived>(message => message.Message.Id.Uid.Value == 3 + arrived);
        await server.WaitForIdleAsync();
        Arrived(harness).ShouldBe(Enumerable.Range(4, arrived).Select(uid => (uint)uid));
        // The same, found when connected anew.
        server.Inbox.Fill(arrived);
        await ConnectAnewAsync(server, harness);
        Arrived(harness).ShouldBe(Enumerable.Range(4, 2 * arrived).Select(uid => (uint)uid));
    }

    [Fact]
    public async Task What_is_told_to_have_vanished_is_gone_and_nothing_is_asked()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, "CONDSTORE", "QRESYNC"] });
        server.Inbox.Fill(5);
        server.Inbox.HighestModSeq = 7;
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        Remove(server, 2, 4);
        server.Inbox.HighestModSeq = 8;
        await server.PushAsync("* VANISHED 2,4");

        await harness.Told.WaitForAsync<Change.MessageDeleted>(deleted => deleted.Message.Uid.Value == 4);
        await server.WaitForIdleAsync();
        Deleted(harness).ShouldBe([2u, 4u]);
        server.Commands.ShouldNotContain(command => command.Verb == "SEARCH" || command.Verb == "SELECT");
    }

    [Fact]
    public async Task More_news_than_are_remembered_are_asked_for()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, "CONDSTORE", "QRESYNC"] });
        server.Inbox.Fill(5);
        server.Inbox.HighestModSeq = 7;
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        Remove(server, 1, 2, 4, 5);
        server.Inbox.HighestModSeq = 8;
        await server.PushAsync("* VANISHED 1:2,4:30000000");

        await harness.Told.WaitForAsync<Change.MessageDeleted>(deleted => deleted.Message.Uid.Value == 5);
        Deleted(harness).ShouldBe([1u, 2u, 4u, 5u]);
        (await server.Commands.WaitForAsync("SELECT")).ToString().ShouldContain("INBOX");
    }

    [Fact]
    public async Task Where_the_next_UID_is_not_told_new_messages_are_asked_for()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(Messages).ClaimedUidNext = 0;
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        Remove(server, 700);
        server.Inbox.Messages.Add(new ScriptedMessage(Messages + 1));

        await ConnectAnewAsync(server, harness);

        Arrived(harness).ShouldBe([Messages + 1u]);
        Deleted(harness).ShouldBe([700u]);
    }

    [Fact]
    public async Task One_that_is_said_to_hold_thousands_and_shows_none_is_not_followed()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.ClaimedExists = 2000;
        await using var harness = new WorkerHarness(server);

        await harness.StartAsync();

        await harness.WaitForAsync(status => Says(status, "claims that the mailbox holds 2000 messages, and shows none of messages 1 to 2000"), "the reason");
        harness.Told.Of<Change.AccountInitialized>().ShouldBeEmpty();
    }

    [Fact]
    public async Task One_whose_UIDs_descend_is_not_followed()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.ClaimedExists = 50_000;
        server.Inbox.MessageAt = number => new ScriptedMessage((uint)(60_000 - number));
        await using var harness = new WorkerHarness(server);

        await harness.StartAsync();

        await harness.WaitForAsync(status => Says(status, "The mailbox cannot be followed: its UIDs do not ascend."), "the reason");
        harness.Told.Of<Change.AccountInitialized>().ShouldBeEmpty();
    }

    private static bool Says(AccountStatus status, string why) => status.LastError?.Message.Contains(why, StringComparison.Ordinal) == true;

    private static void Remove(ScriptedImapServer server, params uint[] uids) => server.Inbox.Messages.RemoveAll(message => uids.Contains(message.Uid));

    private static async Task ConnectAnewAsync(ScriptedImapServer server, WorkerHarness harness)
    {
        server.Commands.Forget();
        server.DropAll();
        harness.Worker.Reconnect();
        await server.Commands.WaitForAsync("SELECT");
        await server.Commands.WaitForAsync("IDLE");
        await server.WaitForIdleAsync();
    }

    private static IReadOnlyList<uint> Deleted(WorkerHarness harness) => [.. harness.Told.Of<Change.MessageDeleted>().Select(deleted => deleted.Message.Uid.Value)];

    private static IReadOnlyList<uint> Arrived(WorkerHarness harness) => [.. harness.Told.Of<Change.MessageArrived>().Select(arrived => arrived.Message.Id.Uid.Value)];
}
