using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Imap;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>Mailboxes that are not watched: how their news come in, and at what cost.</summary>
public sealed class OtherMailboxesTests
{
    private static readonly string[] Base = [.. ScriptedImapOptions.Extensible, "LIST-STATUS"];

    [Fact]
    public async Task A_server_that_tells_of_them_is_asked_to_once_and_asked_at_once_what_it_is()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Base, "NOTIFY"] });
        server.On("NOTIFY", (_, reply) => reply.OkAsync());
        server.Mailboxes["Other"].Fill(1);
        await using var harness = new WorkerHarness(server);
        await harness.StartAsync();
        var asked = await server.Commands.WaitForAsync("NOTIFY");
        asked.ToString().ShouldContain("(SELECTED-DELAYED (MESSAGENEW MESSAGEEXPUNGE FLAGCHANGE))", Case.Insensitive);
        asked.ToString().ShouldContain("(PERSONAL (MESSAGENEW MESSAGEEXPUNGE FLAGCHANGE MAILBOXNAME))", Case.Insensitive);
        await harness.Told.WaitForAsync<Change.AccountInitialized>();
        await server.WaitForIdleAsync();

        server.Mailboxes["Other"].Add();
        await server.PushAsync("* STATUS Other (MESSAGES 2 UIDNEXT 3 UIDVALIDITY 1)");

        (await harness.Told.WaitForAsync<Change.MessageArrived>()).Mailbox.Value.ShouldBe("Other");
        await server.WaitForIdleAsync();
        server.Commands.Count(command => command.Verb == "NOTIFY").ShouldBe(1);
    }

    [Fact]
    public async Task News_are_followed_up_at_once_and_more_of_them_after_half_a_second()
    {
        var step = TimeSpan.FromMilliseconds(5);
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Base, "NOTIFY"] });
        server.On("NOTIFY", (_, reply) => reply.OkAsync());
        server.Mailboxes["Other"].Fill(1);
        await using var harness = new WorkerHarness(server, time: time);
        await time.PassUntilAsync(harness.StartSettledAsync());
        // Until what was found is confirmed.
        await time.PassUntilAsync(server.Commands.WaitForAsync("LIST"));
        await server.WaitForIdleAsync();
        time.Advance(TimeSpan.FromSeconds(10));

        var first = await TellAsync();
        var second = await TellAsync();

        // Threads may lag behind the clock.
        first.ShouldBeInRange(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));
        second.ShouldBeInRange(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(5));

        async Task<TimeSpan> TellAsync()
        {
            await server.WaitForIdleAsync();
            server.Commands.Forget();
            var start = time.GetUtcNow();
            await server.PushAsync("* STATUS Other (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 1)");
            await time.PassUntilAsync(server.Commands.WaitForAsync("LIST"), step);
            return time.GetUtcNow() - start;
        }
    }

    [Fact]
    public async Task A_server_that_will_not_tell_is_asked_from_time_to_time()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Base, "NOTIFY"] });
        server.On("NOTIFY", (_, reply) => reply.NoAsync("[NOTIFICATIONOVERFLOW] No."));
        server.Mailboxes["Other"].Fill(1);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.Mailboxes["Other"].Add();

        harness.Worker.SyncNow();

        (await harness.Told.WaitForAsync<Change.MessageArrived>()).Mailbox.Value.ShouldBe("Other");
        server.ConnectionCount.ShouldBe(2);
    }

    [Theory]
    [InlineData("\\Seen")]
    [InlineData("\\Flagged", "CONDSTORE")]
    public async Task Only_those_that_changed_are_opened(string flag, params string[] extensions)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Base, .. extensions] });
        foreach (var name in (string[])["INBOX", "Same", "More", "Less", "Read", "Epoch"])
            server.Mailboxes[name].Fill(3).HighestModSeq = extensions.Length == 0 ? null : 10;
        await using var harness = new WorkerHarness(server, time: time);
        await time.PassUntilAsync(harness.StartSettledAsync());
        server.Mailboxes["More"].Add();
        server.Mailboxes["Less"].Messages.RemoveAt(0);
        server.Mailboxes["Read"].Messages[0].Flags.Add(flag);
        if (extensions.Length > 0)
            server.Mailboxes["Read"].HighestModSeq = server.Mailboxes["Read"].Messages[0].ModSeq = 11;
        server.Mailboxes["Epoch"].UidValidity = 2;

        await time.PassUntilAsync(Task.WhenAll(
            harness.Told.WaitForAsync<Change.MessageArrived>(),
            harness.Told.WaitForAsync<Change.MessageDeleted>(),
            harness.Told.WaitForAsync<Change.MessageUpdated>(),
            harness.Told.WaitForAsync<Change.MailboxReset>()));

        var opened = server.Commands.Where(command => command.Verb is "SELECT" or "EXAMINE").Select(command => command.Tokens[0]).ToList();
        opened.Distinct().Order().ShouldBe(["Epoch", "Less", "More", "Read"]);
        // First where something may have gone to another one.
        opened[0].ShouldBe("Less");
    }

    [Fact]
    public async Task A_new_one_is_told_and_its_messages_are_not_and_an_empty_one_is_not_opened_for_it()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Base] });
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.Mailboxes["Full"].Fill(2);
        _ = server.Mailboxes["Empty"];

        harness.Worker.SyncNow();

        await harness.Told.WaitForAsync<Change.MailboxAdded>(added => added.Mailbox.Value == "Full");
        (await harness.Told.WaitForAsync<Change.MailboxAdded>(added => added.Mailbox.Value == "Empty")).RenamedFrom.ShouldBeNull();
        await server.WaitForIdleAsync();
        harness.Told.Of<Change.MessageArrived>().ShouldBeEmpty();
        server.Commands.Where(command => command.Verb is "SELECT" or "EXAMINE").ShouldNotContain(command => command.Tokens[0] == "Empty");

        // From then on everything is told.
        server.Mailboxes["Empty"].Add();
        harness.Worker.SyncNow();
        (await harness.Told.WaitForAsync<Change.MessageArrived>()).Mailbox.Value.ShouldBe("Empty");
    }

    [Fact]
    public async Task A_message_that_was_moved_says_where_it_comes_from()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Base] });
        server.Inbox.Fill(3);
        server.Mailboxes["Other"].Fill(1);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        await harness.ListAsync();
        await server.WaitForIdleAsync();

        server.Inbox.Messages.RemoveAt(1);
        server.Mailboxes["Other"].Messages.Add(new ScriptedMessage(2) { Header = new ScriptedMessage(2).Headers });
        await server.PushAsync("* 2 EXPUNGE");
        await harness.Told.WaitForAsync<Change.MessageDeleted>();
        harness.Worker.SyncNow();

        var arrived = await harness.Told.WaitForAsync<Change.MessageArrived>();
        (arrived.Mailbox.Value, arrived.MovedFrom?.Path, arrived.MovedFrom?.Id.Uid.Value).ShouldBe(("Other", MailboxPath.Inbox, 2u));
    }

    [Fact]
    public async Task One_that_could_not_be_opened_is_tried_again_when_something_else_is_said_of_it()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Base] });
        server.Mailboxes["Sealed"].Fill(1);
        var isSealed = true;
        server.On("EXAMINE", (command, reply) => isSealed && command.Tokens[0] == "Sealed" ? reply.NoAsync("Not now.") : reply.StandardAsync());
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        isSealed = false;
        server.Mailboxes["Sealed"].Add();

        harness.Worker.SyncNow();

        await harness.Told.WaitForAsync<Change.MailboxAdded>();
        server.Commands.Where(OpensSealed).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task One_that_is_refused_the_same_way_is_tried_again_after_hours()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Base] });
        server.Mailboxes["Sealed"].Fill(1);
        server.On("EXAMINE", (command, reply) => command.Tokens[0] == "Sealed" ? reply.NoAsync("Not now.") : reply.StandardAsync());
        await using var harness = new WorkerHarness(server, time: time);
        await time.PassUntilAsync(harness.StartSettledAsync());

        await SyncAsync(server, harness, time, TimeSpan.FromHours(5.9));
        server.Commands.Where(OpensSealed).ShouldBeEmpty();
        await SyncAsync(server, harness, time, TimeSpan.FromHours(0.2));
        await time.PassUntilAsync(server.Commands.WaitForAsync(OpensSealed, "it is opened"));
    }

    [Fact]
    public async Task One_that_cannot_be_told_by_its_status_is_left_out()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Base.Where(name => name != "LIST-STATUS")] });
        server.Mailboxes["Sealed"].Fill(1);
        server.Mailboxes["Open"].Fill(1);
        server.On("STATUS", (command, reply) => command.Tokens[0] == "Sealed" ? reply.NoAsync("Not that.") : reply.StandardAsync());
        await using var harness = new WorkerHarness(server);
        await harness.StartAsync();

        (await harness.Told.WaitForAsync<Change.AccountInitialized>()).Mailboxes.ShouldBe(2);
        server.Commands.Where(OpensSealed).ShouldBeEmpty();
    }

    [Fact]
    public async Task News_of_the_watched_mailbox_move_its_cursor_when_the_others_are_asked_for()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. Base, "CONDSTORE"] });
        server.Inbox.Fill(3).HighestModSeq = 10;
        await using var harness = new WorkerHarness(server, time: time);
        await time.PassUntilAsync(harness.StartSettledAsync());
        server.Inbox.Messages[0].Flags.Add("\\Seen");
        server.Inbox.Messages[0].ModSeq = 12;
        server.Inbox.HighestModSeq = 12;
        await server.PushAsync("* 1 FETCH (UID 1 FLAGS (\\Seen) MODSEQ (12))");
        await time.PassUntilAsync(harness.Told.WaitForAsync<Change.MessageUpdated>());

        time.Advance(TimeSpan.FromMinutes(5));
        await time.PassUntilAsync(server.Commands.WaitForAsync(command => command.ToString().Contains("CHANGEDSINCE 10", StringComparison.Ordinal), "the cursor is moved"));
        await server.WaitForIdleAsync();
        server.Commands.ShouldNotContain(command => command.Verb == "SELECT");
        server.Commands.Forget();
        server.DropAll();
        harness.Worker.Reconnect();

        await time.PassUntilAsync(server.Commands.WaitForAsync("IDLE"));
        server.Commands.ShouldNotContain(command => command.ToString().Contains("CHANGEDSINCE", StringComparison.Ordinal));
        harness.Told.Of<Change.MessageUpdated>().ShouldHaveSingleItem();
    }

    private static bool OpensSealed(ImapCommand command) => command.Verb == "EXAMINE" && command.Tokens[0] == "Sealed";

    /// <summary>All mailboxes are listed, after a time in which nothing happened.</summary>
    private static async Task SyncAsync(ScriptedImapServer server, WorkerHarness harness, FakeTimeProvider time, TimeSpan after)
    {
        time.Advance(after);
        await server.WaitForIdleAsync();
        server.Commands.Forget();
        harness.Worker.SyncNow();
        await time.PassUntilAsync(server.Commands.WaitForAsync("LIST"));
        await server.WaitForIdleAsync();
    }
}
