using ImapApi.Domain.Changes;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Imap;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>What real servers do, seen with Cyrus and Dovecot, played by a scripted one.</summary>
public sealed class ServerQuirkTests
{
    [Fact]
    public async Task A_server_with_object_ids_and_without_threads_is_not_asked_for_them_twice()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, "OBJECTID"] });
        Identify(server.Inbox.Add());
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        Identify(server.Inbox.Add());
        await server.PushAsync("* 2 EXISTS");

        var arrived = await harness.Told.WaitForAsync<Change.MessageArrived>();
        (arrived.Message.Outline.EmailId, arrived.Message.Outline.ThreadId, arrived.Message.Outline.Leaves.Count).ShouldBe(("M2", null, 1));
        (await harness.ListAsync()).Messages.Count.ShouldBe(2);
        server.Commands.Count(command => command.ToString().Contains("THREADID", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_modification_sequence_that_is_ahead_of_the_messages_hides_nothing()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, "CONDSTORE"] });
        server.Inbox.Fill(4).HighestModSeq = 10;
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        // As many as before, and no greater a sequence.
        server.Inbox.Messages.RemoveAt(1);
        server.Inbox.Add();

        harness.Worker.Reconnect();

        (await harness.Told.WaitForAsync<Change.MessageArrived>()).Message.Id.Uid.Value.ShouldBe(5u);
        (await harness.Told.WaitForAsync<Change.MessageDeleted>()).Message.Uid.Value.ShouldBe(2u);
    }

    [Fact]
    public async Task A_message_that_arrives_while_changes_are_asked_for_does_not_make_up_for_one_that_has_gone()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, "CONDSTORE"] });
        server.Inbox.Fill(4).HighestModSeq = 10;
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.Inbox.Messages.RemoveAt(1);
        server.Inbox.Add().ModSeq = 11;
        server.Inbox.HighestModSeq = 11;
        var isAsked = false;
        server.On("FETCH", async (command, reply) =>
        {
            if (isAsked || !command.Arguments.Contains("CHANGEDSINCE", StringComparison.Ordinal))
            {
                await reply.StandardAsync();
                return;
            }

            isAsked = true;
            await reply.LineAsync("* 4 FETCH (UID 5 FLAGS () MODSEQ (11))");
            server.Inbox.Add().ModSeq = 12;
            server.Inbox.HighestModSeq = 12;
            await reply.LineAsync("* 5 EXISTS");
            await reply.OkAsync();
        });

        harness.Worker.Reconnect();

        (await harness.Told.WaitForAsync<Change.MessageDeleted>()).Message.Uid.Value.ShouldBe(2u);
        await harness.Told.WaitForAsync<Change.MessageArrived>(arrived => arrived.Message.Id.Uid.Value == 6);
        harness.Told.Of<Change.MessageArrived>().Select(arrived => arrived.Message.Id.Uid.Value).Order().ShouldBe([5u, 6u]);
        harness.Told.Of<Change.MessageDeleted>().ShouldHaveSingleItem();
        isAsked.ShouldBeTrue();
    }

    [Fact]
    public async Task A_mailbox_that_a_list_lacks_and_that_is_there_is_not_gone()
    {
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, "LIST-STATUS"] });
        server.Mailboxes["Kept"].Fill(1);
        server.Mailboxes["Gone"].Fill(1);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        server.Mailboxes.Remove("Gone");
        server.On("LIST", async (_, reply) =>
        {
            await reply.LineAsync("""* LIST (\HasNoChildren) "/" INBOX""");
            await reply.OkAsync();
        });

        harness.Worker.SyncNow();

        (await harness.Told.WaitForAsync<Change.MailboxRemoved>()).Mailbox.Value.ShouldBe("Gone");
        await server.WaitForIdleAsync();
        server.Commands.ShouldContain(command => command.Verb == "STATUS" && command.Tokens[0] == "Kept");
        harness.Told.Of<Change.MailboxRemoved>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_mailbox_that_is_listed_for_ever_and_can_not_be_opened_any_more_is_gone()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, "LIST-STATUS"] });
        server.Mailboxes["Ghost"].Fill(1);
        await using var harness = new WorkerHarness(server, time: time);
        await time.PassUntilAsync(harness.StartSettledAsync());
        server.Mailboxes.Remove("Ghost");
        server.On("LIST", async (_, reply) =>
        {
            await reply.LineAsync("* LIST (\\HasNoChildren) \"/\" INBOX");
            await reply.LineAsync("* LIST (\\HasNoChildren) \"/\" Ghost");
            await reply.OkAsync();
        });
        server.On("EXAMINE", (_, reply) => reply.NoAsync("Mailbox doesn't exist: Ghost"));

        harness.Worker.SyncNow();

        // Between its tries it rests.
        var gone = harness.Told.WaitForAsync<Change.MailboxRemoved>();
        await time.PassUntilAsync(gone);
        (await gone).Mailbox.Value.ShouldBe("Ghost");
        server.Commands.Count(command => command.Verb == "EXAMINE").ShouldBeGreaterThanOrEqualTo(3);
    }

    private static void Identify(ScriptedMessage message)
    {
        message.Attributes["EMAILID"] = $"(M{message.Uid})";
        message.Attributes["THREADID"] = "(NIL)";
    }
}
