using System.Globalization;
using System.Text.RegularExpressions;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>Answers that tell more than is heard of one, and some that tell of a message twice.</summary>
public sealed partial class ManyChangesTests
{
    private const string Condstore = "CONDSTORE";
    private const string Qresync = "CONDSTORE QRESYNC";

    /// <summary>More than one answer may tell of.</summary>
    private const int Many = 15_000;

    [Theory]
    [InlineData(Condstore)]
    [InlineData(Qresync)]
    public async Task What_was_marked_in_more_messages_than_one_answer_may_tell_of_is_found_by_comparing_all(string extensions)
    {
        await using var server = Start(extensions);
        server.Inbox.Fill(Many);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        foreach (var message in server.Inbox.Messages)
            Mark(server, message, 8, "\\Seen");
        await ConnectAnewAsync(server, harness);

        Updated(harness).Count().ShouldBe(Many);
        Updated(harness).ShouldAllBe(update => update.Marks.AddedFlags.Single() == "\\Seen");
        harness.Worker.Status.LastError.ShouldBeNull();
        // Once all is known the server tells again.
        Mark(server, server.Inbox.Messages[4], 9, "\\Seen", "\\Flagged");
        await ConnectAnewAsync(server, harness);
        Updated(harness).Last().Message.Uid.Value.ShouldBe(5u);
        Updated(harness).Count().ShouldBe(Many + 1);
        server.Commands.ShouldContain(command => command.ToString().Contains(extensions == Condstore ? "CHANGEDSINCE 8" : "QRESYNC (1 8", StringComparison.Ordinal));
    }

    /// <summary>What was pushed is asked for once more, so that the cursor can be moved.</summary>
    [Fact]
    public async Task What_was_marked_in_as_many_while_it_idles_moves_the_cursor_as_well()
    {
        await using var server = Start(Condstore);
        server.Inbox.Fill(Many);
        await using var harness = new WorkerHarness(server, options => (options.PollSeconds, options.ActivePollSeconds) = (2, 2));
        await harness.StartSettledAsync();

        foreach (var message in server.Inbox.Messages)
            Mark(server, message, 8, "\\Seen");
        await server.PushAsync(string.Join("\r\n", server.Inbox.Messages.Select(message => $"* {message.Uid} FETCH (FLAGS (\\Seen) MODSEQ (8))")));
        await server.Commands.WaitForAsync(command => command.ToString().Contains("CHANGEDSINCE 7", StringComparison.Ordinal), "the cursor is to be moved");
        await server.Commands.WaitForAsync(command => command.ToString().Contains("FETCH 14001:", StringComparison.Ordinal), "all is compared");
        await server.WaitForIdleAsync();

        Updated(harness).Count().ShouldBe(Many);
        harness.Told.Of<Change.ConnectFailed>().ShouldBeEmpty();
        await ConnectAnewAsync(server, harness);
        server.Commands.ShouldNotContain(command => command.ToString().Contains("CHANGEDSINCE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData(Condstore, false)]
    [InlineData(Condstore, true)]
    public async Task More_new_messages_than_one_answer_may_tell_of_are_told(string extensions, bool whileIdling)
    {
        await using var server = Start(extensions);
        server.Inbox.Fill(3);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        server.Inbox.HighestModSeq = extensions.Length == 0 ? null : 8;
        server.Inbox.Fill(Many);
        foreach (var message in server.Inbox.Messages.Skip(3))
            message.ModSeq = 8;
        if (whileIdling)
            await server.PushAsync($"* {Many + 3} EXISTS");
        else
            await ConnectAnewAsync(server, harness);

        await harness.Told.WaitForAsync<Change.MessageArrived>(arrived => arrived.Message.Id.Uid.Value == Many + 3);
        harness.Told.Of<Change.MessageArrived>().Select(arrived => (int)arrived.Message.Id.Uid.Value).ShouldBe(Enumerable.Range(4, Many));
        harness.Worker.Status.LastError.ShouldBeNull();
    }

    [Theory]
    [InlineData(Condstore)]
    [InlineData(Qresync)]
    public async Task A_delta_of_more_than_one_answer_may_tell_of_is_asked_for_in_pieces(string extensions)
    {
        await using var server = Start(extensions);
        // Most of the UIDs there could be are not there.
        for (var uid = 1u; uid <= Many; uid++)
            server.Inbox.Messages.Add(new ScriptedMessage(uid < 10 ? uid : 1_000_000 + uid));
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        var begun = await DeltaAsync(harness, null);

        foreach (var message in server.Inbox.Messages)
            Mark(server, message, 8, "\\Seen");
        server.Inbox.Messages.RemoveAt(4);
        server.On("UID FETCH", async (command, reply) =>
        {
            if (command.Arguments.Contains("VANISHED", StringComparison.Ordinal) && command.Tokens[0].StartsWith("1:", StringComparison.Ordinal))
                await reply.LineAsync("* VANISHED (EARLIER) 5");
            await reply.StandardAsync();
        });
        var changed = await DeltaAsync(harness, begun.Token);

        changed.Updated.Select(message => message.Id.Uid.Value).ShouldBe(server.Inbox.Messages.Select(message => message.Uid));
        changed.Removed.Select(message => message.Uid.Value).ShouldBe([5u]);
        (await DeltaAsync(harness, changed.Token)).Updated.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_marked_is_told_also_where_more_vanished_than_can_be_counted()
    {
        await using var server = Start(Qresync);
        server.Inbox.Fill(5);
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        Mark(server, server.Inbox.Messages[0], 8, "\\Seen");
        server.On("SELECT", async (_, reply) =>
        {
            await reply.LineAsync("* 1 FETCH (UID 1 FLAGS (\\Seen) MODSEQ (8))");
            await reply.LineAsync("* VANISHED (EARLIER) 6:4294967295");
            await reply.StandardAsync();
        });
        await ConnectAnewAsync(server, harness);

        Updated(harness).Single().Message.Uid.Value.ShouldBe(1u);
        harness.Told.Of<Change.MessageDeleted>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_is_told_of_twice_in_one_answer_has_the_keywords_it_had_last()
    {
        await using var server = Start(Condstore);
        server.Inbox.Add("work");
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        // Another client marked it while it was told of.
        Mark(server, server.Inbox.Messages[0], 9, "\\Seen");
        var first = true;
        server.On("UID FETCH", async (_, reply) =>
        {
            if (first)
                await reply.LineAsync("* 1 FETCH (UID 1 FLAGS (work urgent) MODSEQ (8))");
            first = false;
            await reply.StandardAsync();
        });
        await ConnectAnewAsync(server, harness);

        var marks = Updated(harness).Single().Marks;
        marks.AddedFlags.ShouldBe(["\\Seen"]);
        marks.DeletedFlags.ShouldBe(["work"]);
    }

    [Fact]
    public async Task A_server_that_tells_of_each_message_twice_is_believed_in_the_end()
    {
        await using var server = Start(Condstore);
        server.Inbox.Add();
        await using var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();

        Mark(server, server.Inbox.Messages[0], 8, "work");
        server.On("UID FETCH", async (_, reply) =>
        {
            await reply.LineAsync("* 1 FETCH (UID 1 FLAGS (work) MODSEQ (8))");
            await reply.StandardAsync();
        });
        await ConnectAnewAsync(server, harness);

        Updated(harness).Single().Marks.AddedFlags.ShouldBe(["work"]);
    }

    [Fact]
    public async Task What_a_listing_was_told_twice_is_asked_again()
    {
        await using var server = Start(Condstore);
        server.Inbox.Add("work");
        await using var harness = new WorkerHarness(server, options => options.MaxConnections = 1);
        await harness.StartSettledAsync();

        Mark(server, server.Inbox.Messages[0], 8, "urgent");
        server.On("FETCH", async (command, reply) =>
        {
            server.Reset("FETCH");
            await reply.LineAsync("* 1 FETCH (UID 1 FLAGS (work) MODSEQ (7))");
            await reply.StandardAsync();
        });
        await harness.ListAsync();

        var marks = (await harness.Told.WaitForAsync<Change.MessageUpdated>()).Marks;
        marks.AddedFlags.ShouldBe(["urgent"]);
        marks.DeletedFlags.ShouldBe(["work"]);
    }

    private static ScriptedImapServer Start(string extensions)
    {
        var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, .. extensions.Split(' ', StringSplitOptions.RemoveEmptyEntries)] });
        server.Inbox.HighestModSeq = extensions.Length == 0 ? null : 7;
        if (extensions == Qresync)
            server.On("SELECT", (command, reply) => ResumeAsync(server, command.ToString(), reply));
        return server;
    }

    /// <summary>SELECT, and with QRESYNC what was marked since (RFC 7162 §3.2.5).</summary>
    private static async Task ResumeAsync(ScriptedImapServer server, string command, ImapReply reply)
    {
        var since = Since().Match(command) is { Success: true } match ? ulong.Parse(match.Groups["since"].ValueSpan, CultureInfo.InvariantCulture) : ulong.MaxValue;
        await reply.RawAsync(string.Concat(server.Inbox.Messages.Where(message => message.ModSeq > since).Select(message =>
            $"* {message.Uid} FETCH (UID {message.Uid} FLAGS {message.FlagList} MODSEQ ({message.ModSeq}))\r\n")));
        await reply.StandardAsync();
    }

    [GeneratedRegex(@"QRESYNC \(1 (?<since>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Since();

    private static void Mark(ScriptedImapServer server, ScriptedMessage message, ulong modSeq, params string[] flags)
    {
        message.Flags.Clear();
        message.Flags.UnionWith(flags);
        message.ModSeq = modSeq;
        server.Inbox.HighestModSeq = modSeq;
    }

    private static async Task ConnectAnewAsync(ScriptedImapServer server, WorkerHarness harness)
    {
        server.Commands.Forget();
        server.DropAll();
        harness.Worker.Reconnect();
        await server.Commands.WaitForAsync("IDLE");
        await server.WaitForIdleAsync();
    }

    private static Task<MailboxDelta> DeltaAsync(WorkerHarness harness, DeltaToken? since) =>
        harness.Worker.RunAsync(new FetchDelta(MailboxPath.Inbox, since, limit: 100), TestContext.Current.CancellationToken);

    private static IEnumerable<Change.MessageUpdated> Updated(WorkerHarness harness) => harness.Told.Of<Change.MessageUpdated>();
}
