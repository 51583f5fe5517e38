using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>An account's worker follows its mailboxes on servers that say little, or too much.</summary>
public sealed class FollowingTests
{
    [Fact]
    public async Task Announces_what_arrives_and_nothing_that_was_there_before()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(3);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        await server.DeliverAsync("INBOX", "\\Flagged");

        var arrived = await harness.Told.WaitForAsync<Change.MessageArrived>();
        arrived.Message.Id.Uid.Value.ShouldBe(4u);
        arrived.Message.Outline.Subject.ShouldBe("Subject 4");
        arrived.Message.Flags.Values.ShouldBe(["\\Flagged"]);
        harness.Told.Of<Change.MessageArrived>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_expunges_in_one_idle_name_the_right_messages()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(5);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        server.Inbox.Messages.RemoveAll(message => message.Uid is 2 or 4);
        // Others have expunged messages 4 and 2, in this order.
        await server.PushAsync("* 4 EXPUNGE\r\n* 2 EXPUNGE\r\n* 3 EXISTS");

        await harness.Told.WaitForAsync<Change.MessageDeleted>(deleted => deleted.Message.Uid.Value == 4);
        harness.Told.Of<Change.MessageDeleted>().Select(deleted => deleted.Message.Uid.Value).ShouldBe([2u, 4u]);
    }

    [Fact]
    public async Task Flags_that_are_told_by_sequence_number_alone_say_what_was_added_and_what_went()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Add("\\Seen");
        server.Inbox.Add("\\Seen", "work");
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        server.Inbox.Messages[1].Flags.Remove("\\Seen");
        server.Inbox.Messages[1].Flags.Add("\\Answered");
        await server.PushAsync("* 2 FETCH (FLAGS (\\Answered work))");

        var updated = await harness.Told.WaitForAsync<Change.MessageUpdated>();
        updated.Message.Uid.Value.ShouldBe(2u);
        updated.Marks.AddedFlags.ShouldBe(["\\Answered"]);
        updated.Marks.DeletedFlags.ShouldBe(["\\Seen"]);
    }

    [Fact]
    public async Task A_server_that_claims_everything_vanished_is_asked_what_is_there()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, "CONDSTORE", "QRESYNC"] });
        server.Inbox.Fill(5);
        server.Inbox.HighestModSeq = 7;
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        server.Inbox.Messages.RemoveAt(2);
        server.Inbox.HighestModSeq = 9;
        server.On("SELECT", async (command, reply) =>
        {
            if (command.ToString().Contains("QRESYNC", StringComparison.Ordinal))
                await reply.LineAsync("* VANISHED (EARLIER) 1:26183");
            await reply.StandardAsync();
        });
        server.DropAll();
        harness.Worker.Reconnect();

        (await harness.Told.WaitForAsync<Change.MessageDeleted>()).Message.Uid.Value.ShouldBe(3u);
        await server.WaitForIdleAsync();
        harness.Told.Of<Change.MessageDeleted>().ShouldHaveSingleItem();
        (await server.Commands.WaitForAsync("SELECT")).ToString().ShouldContain("QRESYNC (1 7)");
    }

    [Fact]
    public async Task A_new_epoch_of_uids_is_one_reset_and_no_flood()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(20);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        server.Inbox.UidValidity = 2;
        server.DropAll();
        harness.Worker.Reconnect();

        var reset = await harness.Told.WaitForAsync<Change.MailboxReset>();
        (reset.UidValidity, reset.PreviousUidValidity).ShouldBe((2u, 1u));
        await server.WaitForIdleAsync();
        harness.Told.All.Where(change => change is Change.MessageDeleted or Change.MessageArrived).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_Gmail_only_all_mail_junk_and_trash_are_followed_with_their_labels()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, "CONDSTORE", "X-GM-EXT-1"] });
        server.Mailboxes["[Gmail]/All Mail"].Attributes = "\\HasNoChildren \\All";
        server.Mailboxes["[Gmail]/Spam"].Attributes = "\\HasNoChildren \\Junk";
        server.Mailboxes["[Gmail]/Trash"].Attributes = "\\HasNoChildren \\Trash";
        server.Mailboxes["Label"].Fill(2);
        var all = server.Mailboxes["[Gmail]/All Mail"];
        var message = all.Add();
        all.HighestModSeq = 5;
        Mark(message, "X-GM-MSGID", "1", "X-GM-THRID", "1", "X-GM-LABELS", "(\\Inbox)");
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        (await harness.Told.WaitForAsync<Change.AccountInitialized>()).Mailboxes.ShouldBe(3);
        server.Commands.ShouldNotContain(command => command.ToString().Contains("Label", StringComparison.Ordinal));
        await server.PushAsync("* 1 FETCH (UID 1 MODSEQ (6) X-GM-LABELS (\\Inbox work) FLAGS (\\Seen))");

        var updated = await harness.Told.WaitForAsync<Change.MessageUpdated>();
        updated.Mailbox.Value.ShouldBe("[Gmail]/All Mail");
        updated.Marks.AddedFlags.ShouldBe(["\\Seen"]);
        updated.Marks.AddedLabels.ShouldBe(["work"]);
        await server.PushAsync("* 1 FETCH (UID 1 MODSEQ (7) FLAGS ())");
        (await harness.Told.WaitForAsync<Change.MessageUpdated>(update => update.Marks.DeletedFlags.Count > 0)).Marks.DeletedLabels.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_breaks_the_connection_is_announced_with_less()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(2);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        server.Inbox.Messages.Add(new ScriptedMessage(3) { Attributes = { ["BODYSTRUCTURE"] = "broken" } });
        await server.DeliverAsync();

        var poisoned = await harness.Told.WaitForAsync<Change.MessageArrived>(arrived => arrived.Message.Id.Uid.Value == 3);
        (poisoned.Message.Outline.Subject, poisoned.Message.Outline.Leaves.Count).ShouldBe(("Subject 3", 0));
        (await harness.Told.WaitForAsync<Change.MessageArrived>(arrived => arrived.Message.Id.Uid.Value == 4)).Message.Outline.Leaves.Count.ShouldBe(1);
        await harness.WaitForStateAsync(AccountState.Connected);
        harness.Told.Of<Change.MessageArrived>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_mailbox_that_is_listed_and_cannot_be_opened_keeps_no_other_waiting()
    {
        await using var server = ScriptedImapServer.Start();
        server.Mailboxes["Phantom"].Fill(1);
        server.Mailboxes["Real"].Fill(1);
        server.On("EXAMINE", (command, reply) => command.ToString().Contains("Phantom", StringComparison.Ordinal) ? reply.NoAsync("No.") : reply.StandardAsync());
        await using var harness = new WorkerHarness(server);

        await harness.StartSettledAsync();

        server.Commands.Forget();
        harness.Worker.SyncNow();
        await server.Commands.WaitForAsync(command => Opens(command, "Real"), "Real is opened");
        server.Commands.ShouldNotContain(command => Opens(command, "Phantom"));
    }

    [Fact]
    public async Task The_selected_mailbox_is_never_asked_for_its_status()
    {
        await using var server = ScriptedImapServer.Start();
        server.Mailboxes["Other"].Attributes = "\\HasNoChildren";
        await using var harness = new WorkerHarness(server);
        await harness.StartAsync();
        (await harness.Told.WaitForAsync<Change.AccountInitialized>()).Mailboxes.ShouldBe(2);
        server.Commands.Where(command => command.Verb == "STATUS").Select(command => command.Tokens[0]).ShouldBe(["Other"]);
    }

    [Fact]
    public async Task A_list_without_mailboxes_is_a_bad_day_of_the_server()
    {
        await using var server = ScriptedImapServer.Start();
        server.Mailboxes["Other"].Fill(1);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.On("LIST", (_, reply) => reply.OkAsync());

        harness.Worker.SyncNow();

        await server.Commands.WaitForAsync("LIST");
        await server.WaitForIdleAsync();
        harness.Told.Of<Change.MailboxRemoved>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_all_mailboxes_are_below_INBOX_and_there_are_none_it_is_followed()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Namespace = """(("INBOX/" "/")) NIL NIL""" });
        await using var harness = new WorkerHarness(server);

        await harness.StartAsync();

        (await harness.Told.WaitForAsync<Change.AccountInitialized>()).Mailboxes.ShouldBe(1);
    }

    [Fact]
    public async Task When_messages_go_each_time_one_looks_all_that_are_left_are_listed()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(10);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.On("FETCH", async (_, reply) =>
        {
            server.Inbox.Messages.RemoveAt(0);
            await reply.LineAsync("* 1 EXPUNGE");
            await reply.StandardAsync();
        });
        server.DropAll();
        harness.Worker.Reconnect();

        await server.Commands.WaitForAsync("SEARCH");
        server.Reset("FETCH");

        await harness.Told.WaitForAsync<Change.MessageDeleted>(deleted => deleted.Message.Uid.Value == 3);
        await server.WaitForIdleAsync();
        harness.Told.Of<Change.MessageDeleted>().Select(deleted => deleted.Message.Uid.Value).ShouldBe([1u, 2u, 3u]);
        server.Commands.Count(command => command.Verb == "FETCH").ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_login_is_told_once_and_so_is_its_end()
    {
        var isAdmitted = false;
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Admits = (_, _) => isAdmitted });
        await using var harness = new WorkerHarness(server);
        await harness.StartAsync();
        await harness.Told.WaitForAsync<Change.AuthenticationFailed>();
        harness.Worker.Reconnect();
        await server.WaitForConnectionsAsync(2);
        await harness.WaitForStateAsync(AccountState.AuthenticationError);

        isAdmitted = true;
        harness.Worker.Reconnect();

        await harness.Told.WaitForAsync<Change.AuthenticationSucceeded>();
        harness.Told.All.Count(change => change is Change.AuthenticationFailed or Change.AuthenticationSucceeded).ShouldBe(2);
    }

    [Fact]
    public async Task Of_a_series_of_failed_connections_the_first_is_told()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Greeting = "* BYE not today" });
        await using var harness = new WorkerHarness(server);
        await harness.StartAsync();
        await harness.Told.WaitForAsync<Change.ConnectFailed>();
        for (var attempt = 2; attempt <= 4; attempt++)
        {
            harness.Worker.Reconnect();
            await server.WaitForConnectionsAsync(attempt);
            await harness.WaitForStateAsync(AccountState.ConnectError);
        }

        harness.Told.Of<Change.ConnectFailed>().ShouldHaveSingleItem();
    }

    private static bool Opens(ImapCommand command, string mailbox) => command.Verb is "SELECT" or "EXAMINE" && command.Tokens[0] == mailbox;

    private static void Mark(ScriptedMessage message, params string[] attributes)
    {
        for (var i = 0; i < attributes.Length; i += 2)
            message.Attributes[attributes[i]] = attributes[i + 1];
    }
}
