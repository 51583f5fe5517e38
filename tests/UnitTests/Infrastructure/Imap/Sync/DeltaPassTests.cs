using System.Globalization;
using ImapApi.Application.Errors;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap.Sync;

/// <summary>What changed since a token, on servers that tell all, some, or nothing of it.</summary>
public sealed class DeltaPassTests
{
    private const string Condstore = "CONDSTORE";
    private const string Qresync = "CONDSTORE QRESYNC";

    [Theory]
    [InlineData("")]
    [InlineData(Condstore)]
    [InlineData(Qresync)]
    public async Task What_came_was_marked_and_went_is_told_once(string extensions)
    {
        await using var server = Start(extensions);
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);
        Shown(begun).ShouldBe("+ ~ -");

        Change(server);

        var changed = await DeltaAsync(harness, begun.Token);
        Shown(changed).ShouldBe("+7 6 ~4 -2 3");
        changed.Updated.ShouldHaveSingleItem().Marks.Flags.Values.ShouldBe(["\\Seen"]);
        server.Commands.Forget();
        Shown(await DeltaAsync(harness, changed.Token)).ShouldBe("+ ~ -");
        // With modification sequences nothing is asked when nothing changed.
        server.Commands.Any(command => command.Verb is "FETCH" or "SEARCH").ShouldBe(extensions.Length == 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Condstore)]
    [InlineData(Qresync)]
    public async Task What_is_new_comes_in_pieces_and_what_was_marked_with_the_last(string extensions)
    {
        await using var server = Start(extensions);
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);
        Change(server);

        var first = await DeltaAsync(harness, begun.Token, limit: 1);
        (Shown(first), first.HasMore).ShouldBe(("+6 ~ -2 3", true));
        var second = await DeltaAsync(harness, first.Token, limit: 1);
        (Shown(second)[..6], second.HasMore).ShouldBe(("+7 ~4 ", false));
        Shown(await DeltaAsync(harness, second.Token)).ShouldBe("+ ~ -");
    }

    [Fact]
    public async Task What_comes_while_it_is_asked_is_left_for_the_next_time()
    {
        await using var server = Start(Condstore);
        await using var harness = await ConnectedAsync(server);
        var late = 10ul;
        server.On("SEARCH", (_, reply) => ArriveAsync(reply));
        server.On("FETCH", (command, reply) => command.Arguments.Contains("CHANGEDSINCE", StringComparison.Ordinal) ? ArriveAsync(reply) : reply.StandardAsync());

        var begun = await DeltaAsync(harness, null);
        begun.Token.Index.Uids.Count.ShouldBe(5);
        var first = await DeltaAsync(harness, begun.Token);
        Shown(first).ShouldBe("+6 ~ -");
        Shown(await DeltaAsync(harness, first.Token)).ShouldBe("+7 ~ -");

        // After SELECT has said how many there are, and before the answer.
        Task ArriveAsync(ImapReply reply)
        {
            server.Inbox.Add().ModSeq = ++late;
            Count(server, late);
            return reply.StandardAsync();
        }
    }

    [Fact]
    public async Task When_nothing_went_no_list_of_all_is_asked_for()
    {
        await using var server = Start(Condstore);
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);
        server.Inbox.Add().ModSeq = 11;
        Count(server, 11);
        server.Commands.Forget();

        Shown(await DeltaAsync(harness, begun.Token)).ShouldBe("+6 ~ -");

        server.Commands.ShouldNotContain(command => command.Verb == "SEARCH");
    }

    [Fact]
    public async Task Of_a_mailbox_that_is_too_large_for_a_token_it_is_told_what_came_until_something_goes()
    {
        await using var server = Start(Condstore);
        Scatter(server);
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);
        begun.Token.Detail.ShouldBe(DeltaDetail.Count);

        server.Inbox.Add().ModSeq = 11;
        Count(server, 11);
        var changed = await DeltaAsync(harness, begun.Token);
        (Shown(changed), changed.Token.Count).ShouldBe(("+7502 ~ -", 2502));
        Shown(await DeltaAsync(harness, changed.Token)).ShouldBe("+ ~ -");

        server.Inbox.Messages.RemoveAt(0);
        Count(server, 12);
        (await Should.ThrowAsync<CursorExpiredException>(() => DeltaAsync(harness, changed.Token))).Message.ShouldContain("too large");
    }

    [Fact]
    public async Task Of_one_on_a_server_that_tells_nothing_it_is_told_that_nothing_changed_until_something_does()
    {
        await using var server = Start("");
        Scatter(server);
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);
        begun.Token.Detail.ShouldBe(DeltaDetail.Digest);

        var same = await DeltaAsync(harness, begun.Token);
        (Shown(same), same.Token.ToString()).ShouldBe(("+ ~ -", begun.Token.ToString()));

        server.Inbox.Messages[7].Flags.Add("\\Seen");
        (await Should.ThrowAsync<CursorExpiredException>(() => DeltaAsync(harness, begun.Token))).Message.ShouldContain("too large");
    }

    [Fact]
    public async Task A_server_that_counts_changes_no_more_cannot_tell()
    {
        await using var server = Start(Condstore);
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);

        server.Inbox.HighestModSeq = null;

        (await Should.ThrowAsync<CursorExpiredException>(() => DeltaAsync(harness, begun.Token))).Message.ShouldContain("counts no changes");
    }

    [Fact]
    public async Task Numbers_alone_are_not_enough_where_the_server_does_not_tell_what_vanished()
    {
        await using var server = Start(Condstore);
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);
        var numbers = DeltaToken.OfNumbers(begun.Token.Mailbox, 1, 6, 10);

        (await Should.ThrowAsync<CursorExpiredException>(() => DeltaAsync(harness, numbers))).Message.ShouldContain("what vanished");
    }

    [Fact]
    public async Task What_is_told_to_have_vanished_and_is_there_has_not()
    {
        await using var server = Start(Qresync, vanished: "1:4294967295");
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);
        Change(server);

        Shown(await DeltaAsync(harness, begun.Token)).ShouldBe("+7 6 ~4 -2 3");
    }

    [Theory]
    [InlineData(50_000, true)]
    [InlineData(50_001, false)]
    public async Task When_more_went_than_one_answer_may_name_it_is_begun_anew(int gone, bool isTold)
    {
        await using var server = Start(Qresync, vanished: "1:4294967295");
        server.Inbox.Messages.Clear();
        server.Inbox.ClaimedUidNext = (uint)gone + 1;
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);
        Count(server, 11);

        var delta = DeltaAsync(harness, begun.Token);

        if (isTold)
            (await delta).Removed.Count.ShouldBe(gone);
        else
            (await Should.ThrowAsync<CursorExpiredException>(delta)).Message.ShouldContain("which messages went");
    }

    [Fact]
    public async Task What_vanished_here_and_there_is_looked_for_among_all()
    {
        const int gone = 1000;
        await using var server = Start(Qresync, string.Join(',', Enumerable.Range(0, gone).Select(i => 3 * i + 1)));
        Scatter(server);
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);
        server.Inbox.Messages.RemoveRange(1, gone - 1);
        Count(server, 11);

        var removed = (await DeltaAsync(harness, begun.Token)).Removed.Select(message => message.Uid.Value);

        removed.ShouldBe(Enumerable.Range(1, gone - 1).Select(i => 3u * (uint)i + 1));
        (await server.Commands.WaitForAsync("SEARCH")).ToString().ShouldEndWith("UID 1:*");
    }

    [Theory]
    [InlineData(Condstore)]
    [InlineData(Qresync)]
    public async Task Where_the_next_UID_is_not_told_all_is_compared(string extensions)
    {
        await using var server = Start(extensions);
        server.Inbox.ClaimedUidNext = 0;
        await using var harness = await ConnectedAsync(server);
        var begun = await DeltaAsync(harness, null);
        server.Inbox.Messages.RemoveAt(1);
        server.Inbox.Messages[0].Flags.Add("\\Seen");
        server.Inbox.Messages[0].ModSeq = 11;
        server.Inbox.Messages.Add(new ScriptedMessage(6) { ModSeq = 12 });
        Count(server, 12);

        var changed = await DeltaAsync(harness, begun.Token);

        Shown(changed).ShouldBe("+6 ~1 -2");
        Shown(await DeltaAsync(harness, changed.Token)).ShouldBe("+ ~ -");
    }

    /// <summary>With five messages in INBOX.</summary>
    private static ScriptedImapServer Start(string extensions, string vanished = "2:3")
    {
        var server = ScriptedImapServer.Start(new ScriptedImapOptions { Capabilities = [.. ScriptedImapOptions.Extensible, .. extensions.Split(' ', StringSplitOptions.RemoveEmptyEntries)] });
        if (extensions == Qresync)
        {
            server.On("FETCH", async (command, reply) =>
            {
                if (command.Arguments.Contains("VANISHED", StringComparison.Ordinal))
                    await reply.LineAsync($"* VANISHED (EARLIER) {vanished}");
                await reply.StandardAsync();
            });
        }

        server.Inbox.Fill(5);
        Count(server, 10);
        return server;
    }

    /// <summary>Too many stretches of UIDs for a token.</summary>
    private static void Scatter(ScriptedImapServer server)
    {
        server.Inbox.Messages.Clear();
        for (var uid = 1u; uid <= 7500; uid += 3)
            server.Inbox.Messages.Add(new ScriptedMessage(uid));
        server.Inbox.Messages.Add(new ScriptedMessage(7501));
    }

    /// <summary>Two go, one is marked, two come.</summary>
    private static void Change(ScriptedImapServer server)
    {
        server.Inbox.Messages.RemoveRange(1, 2);
        server.Inbox.Messages[1].Flags.Add("\\Seen");
        server.Inbox.Messages[1].ModSeq = 11;
        server.Inbox.Add().ModSeq = 12;
        server.Inbox.Add().ModSeq = 13;
        Count(server, 13);
    }

    private static void Count(ScriptedImapServer server, ulong modSeq)
    {
        if (server.Options.Capabilities.Contains(Condstore))
            server.Inbox.HighestModSeq = modSeq;
    }

    private static async Task<WorkerHarness> ConnectedAsync(ScriptedImapServer server)
    {
        var harness = new WorkerHarness(server);
        await harness.StartSettledAsync();
        return harness;
    }

    private static Task<MailboxDelta> DeltaAsync(WorkerHarness harness, DeltaToken? since, int limit = 100) =>
        harness.Worker.RunAsync(new FetchDelta(MailboxPath.Inbox, since, limit), TestContext.Current.CancellationToken);

    /// <summary>The UIDs that were added, updated and removed.</summary>
    private static string Shown(MailboxDelta delta) => string.Create(
        CultureInfo.InvariantCulture,
        $"+{string.Join(' ', delta.Added.Select(message => message.Id.Uid))} ~{string.Join(' ', delta.Updated.Select(message => message.Id.Uid))} -{string.Join(' ', delta.Removed.Select(message => message.Uid))}");
}
