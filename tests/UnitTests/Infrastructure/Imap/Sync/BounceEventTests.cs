using ImapApi.Domain.Bounces;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Submissions;
using ImapApi.TestKit.Imap;
using ImapApi.UnitTests.Infrastructure.Mime;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>New messages that tell of the fate of others.</summary>
public sealed class BounceEventTests
{
    private static readonly QueueId Queue = QueueId.Create(DateTimeOffset.UnixEpoch, 0, 1);

    [Fact]
    public async Task A_bounce_is_told_after_the_message_that_it_is_and_names_the_original()
    {
        await using var server = ScriptedImapServer.Start();
        await using var harness = new WorkerHarness(server);
        harness.Originals.Sent[BounceSamples.Original] = Queue;
        await harness.StartSettledAsync();

        await ArriveAsync(server, Report(1, BounceSamples.Postfix));

        var bounced = await harness.Told.WaitForAsync<Change.MessageBounced>();
        bounced.Message.Uid.Value.ShouldBe(1u);
        bounced.Bounce.Original.ShouldBe(new BouncedMessage(BounceSamples.Original, "Your order") { Queue = Queue });
        harness.Told.Of<Change.MessageArrived>().ShouldHaveSingleItem().Message.Id.ShouldBe(bounced.Message);
        server.Commands.Count(command => command.Arguments.Contains("BODY.PEEK[]<0.", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Other_mail_is_not_looked_into()
    {
        await using var server = ScriptedImapServer.Start();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        await server.DeliverAsync("INBOX");
        await harness.Told.WaitForAsync<Change.MessageArrived>();

        server.Commands.ShouldNotContain(command => command.Arguments.Contains("BODY.PEEK[]", StringComparison.Ordinal));
        harness.Told.Of<Change.MessageBounced>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delay_and_a_success_are_no_bounces()
    {
        await using var server = ScriptedImapServer.Start();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        await ArriveAsync(server, Report(1, BounceSamples.PostfixDelayed), Report(2, BounceSamples.PostfixSuccess), Report(3, BounceSamples.Sendmail));

        var bounced = await harness.Told.WaitForAsync<Change.MessageBounced>();
        bounced.Message.Uid.Value.ShouldBe(3u);
        harness.Told.Of<Change.MessageBounced>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_bounce_that_costs_the_connection_is_told_as_a_message_in_the_end()
    {
        await using var server = ScriptedImapServer.Start();
        server.On("UID FETCH", async (command, reply) =>
        {
            if (command.Arguments.Contains("BODY.PEEK[]<", StringComparison.Ordinal))
                reply.Drop();
            else
                await reply.StandardAsync();
        });
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        await ArriveAsync(server, Report(1, BounceSamples.Postfix));

        (await harness.Told.WaitForAsync<Change.MessageArrived>()).Message.Id.Uid.Value.ShouldBe(1u);
        harness.Told.Of<Change.MessageBounced>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bounce_of_which_the_store_did_not_say_that_it_was_written_is_told_once()
    {
        await using var server = ScriptedImapServer.Start();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        (harness.Failing.LosesAnswers, harness.Failing.IsAway) = (true, true);

        await ArriveAsync(server, Report(1, BounceSamples.Postfix));
        await harness.Told.WaitForAsync<Change.MessageBounced>();
        harness.Failing.IsAway = false;

        await ArriveAsync(server, Report(2, BounceSamples.Qmail, """("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 900 20 NIL NIL NIL NIL)"""));
        await harness.Told.WaitForAsync<Change.MessageBounced>(bounced => bounced.Message.Uid.Value == 2);
        harness.Told.Of<Change.MessageBounced>().Select(bounced => bounced.Message.Uid.Value).ShouldBe([1u, 2u]);
        harness.Told.Of<Change.MessageArrived>().Select(arrived => arrived.Message.Id.Uid.Value).ShouldBe([1u, 2u]);
    }

    private static async Task ArriveAsync(ScriptedImapServer server, params ScriptedMessage[] messages)
    {
        lock (server.Inbox.Gate)
            server.Inbox.Messages.AddRange(messages);
        await server.PushAsync($"* {server.Inbox.Exists} EXISTS");
    }

    private static ScriptedMessage Report(uint uid, string source, string? structure = null)
    {
        var end = source.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        var message = new ScriptedMessage(uid) { Header = source[..end], Body = source[end..] };
        message.Attributes["BODYSTRUCTURE"] = structure
            ?? """(("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 100 3 NIL NIL NIL NIL)("message" "delivery-status" NIL NIL NIL "7bit" 300 NIL NIL NIL NIL)("text" "rfc822-headers" NIL NIL NIL "7bit" 200 5 NIL NIL NIL NIL) "report" ("report-type" "delivery-status" "boundary" "=_report") NIL NIL NIL)""";
        return message;
    }
}
