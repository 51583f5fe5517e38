using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class MessageSetTests
{
    private static readonly MessageSelection All = new(null, null, All: true);
    private static readonly MailboxPath Trash = MailboxPath.Parse("Trash");

    [Fact]
    public async Task Ten_thousand_messages_are_flagged_in_few_commands()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(10_000);

        var change = await Sets(bench).UpdateAsync(ReadingBench.Account, MailboxPath.Inbox, All, Adding(Flag.Seen), CancellationToken.None);

        (change.Matched, change.Changed, change.Unchanged.Count, change.Missing.Count, change.Failure).ShouldBe((10_000, 10_000, 0, 0, null));
        bench.Server.Inbox.Messages.ShouldAllBe(message => message.Flags.Contains(Flag.Seen));
        bench.Wire.Select(line => string.Join(' ', line.Split(' ').Take(3))).ShouldBe(
            ["UID SEARCH ALL", "UID STORE 1:3500", "UID FETCH 1:3500", "UID STORE 3501:7000", "UID FETCH 3501:7000", "UID STORE 7001:10000", "UID FETCH 7001:10000"]);
    }

    [Fact]
    public async Task What_the_server_does_not_keep_and_what_is_gone_is_told()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(4);
        bench.Server.On("STORE", async (_, reply) =>
        {
            bench.Server.Inbox.Messages[0].Flags.Add("Mine");
            bench.Server.Inbox.Messages.RemoveAt(3);
            await reply.OkAsync();
        });
        var selection = new MessageSelection(null, [ReadingBench.Id(1), ReadingBench.Id(2), ReadingBench.Id(4), ReadingBench.Id(77), new(new MailboxNumber(2), new Uid(1))], All: false);

        var change = await Sets(bench).UpdateAsync(ReadingBench.Account, MailboxPath.Inbox, selection, Adding("Mine"), CancellationToken.None);

        (change.Matched, change.Changed).ShouldBe((3, 1));
        change.Unchanged.ShouldBe([ReadingBench.Id(2)]);
        change.Missing.ShouldBe([ReadingBench.Id(77), new(new MailboxNumber(2), new Uid(1)), ReadingBench.Id(4)]);
    }

    [Fact]
    public async Task What_was_moved_before_a_refusal_is_told_with_its_new_ids()
    {
        await using var bench = Bench(1500);
        var steps = 0;
        bench.Server.On("MOVE", async (command, reply) =>
        {
            if (++steps == 2)
            {
                await reply.NoAsync("[OVERQUOTA] No room.");
                return;
            }

            await reply.LineAsync($"* OK [COPYUID 1 {command.Tokens[0]} 7001:8000] Moved.");
            await reply.OkAsync();
        });

        var moved = await Sets(bench).MoveAsync(ReadingBench.Account, MailboxPath.Inbox, All, Trash, CancellationToken.None);

        (moved.Matched, moved.Done.Count, moved.Missing.Count).ShouldBe((1500, 1000, 0));
        moved.Done[0].ShouldBe(new MovedMessage(ReadingBench.Id(1), new MessageId(new MailboxNumber(2), new Uid(7001))));
        moved.Done[^1].ShouldBe(new MovedMessage(ReadingBench.Id(1000), new MessageId(new MailboxNumber(2), new Uid(8000))));
        moved.Failure!.Code.ShouldBe("MailServerRejected");
        moved.Failure.ServerResponse!.ShouldContain("No room");
    }

    [Fact]
    public async Task When_nothing_was_done_the_refusal_is_thrown()
    {
        await using var bench = Bench(3);
        bench.Server.On("MOVE", (_, reply) => reply.NoAsync("No."));

        await Should.ThrowAsync<MailServerRejectedException>(() => Sets(bench).MoveAsync(ReadingBench.Account, MailboxPath.Inbox, All, Trash, CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_is_moved_to_where_it_is()
    {
        await using var bench = Bench(3);

        (await Should.ThrowAsync<ValidationFailedException>(() => Sets(bench).MoveAsync(ReadingBench.Account, MailboxPath.Inbox, All, MailboxPath.Inbox, CancellationToken.None)))
            .Fields.ShouldHaveSingleItem().Key.ShouldBe("path");
    }

    [Fact]
    public async Task Deleting_by_force_expunges_just_the_selected()
    {
        await using var bench = Bench(6);
        bench.Server.Inbox.Messages[5].Flags.Add(Flag.Deleted);

        var deletion = await Sets(bench).DeleteAsync(ReadingBench.Account, MailboxPath.Inbox, new MessageSelection(null, [ReadingBench.Id(1), ReadingBench.Id(3)], All: false), force: true, CancellationToken.None);

        (deletion.Matched, deletion.Deleted, deletion.Destination).ShouldBe((2, 2, null));
        bench.Server.Inbox.Messages.Select(message => message.Uid).ShouldBe([2u, 4u, 5u, 6u]);
        bench.Wire.ShouldContain("UID EXPUNGE 1,3");
    }

    [Theory]
    [InlineData("X-GM-EXT-1", true)]
    [InlineData("ID", false)]
    public async Task Labels_are_Gmails(string capability, bool isGmail)
    {
        await using var bench = new ReadingBench(new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "NAMESPACE", "UIDPLUS", capability] });
        bench.Server.Inbox.Fill(2);
        foreach (var message in bench.Server.Inbox.Messages)
            message.Attributes["X-GM-LABELS"] = "(\\Inbox Old)";
        bench.Server.On("STORE", async (command, reply) =>
        {
            foreach (var (_, message) in bench.Server.Inbox.Find(command.Tokens[0], byUid: true))
                message.Attributes["X-GM-LABELS"] = message.Uid == 1 ? "(\\Inbox \"To do\")" : "(\\Inbox Old \"To do\")";
            await reply.OkAsync();
        });
        var change = new MessageChange(null, new FlagChange(["To do"], ["Old"], null));
        if (!isGmail)
        {
            (await Should.ThrowAsync<MailServerRejectedException>(() => Sets(bench).UpdateAsync(ReadingBench.Account, MailboxPath.Inbox, All, change, CancellationToken.None))).Message.ShouldContain("Gmail");
            return;
        }

        var all = await Sets(bench).UpdateAsync(ReadingBench.Account, MailboxPath.Inbox, All, change, CancellationToken.None);
        var one = await bench.Store.UpdateLabelsAsync(ReadingBench.Account, ReadingBench.Id(2), change.Labels!, CancellationToken.None);

        (all.Matched, all.Changed).ShouldBe((2, 1));
        all.Unchanged.ShouldBe([ReadingBench.Id(2)]);
        one.ShouldBe(new FlagChangeResult(true, false, null));
        bench.Wire.Where(line => line.StartsWith("UID STORE", StringComparison.Ordinal)).Take(2).ShouldBe(["UID STORE 1:2 +X-GM-LABELS.SILENT (\"To do\")", "UID STORE 1:2 -X-GM-LABELS.SILENT (Old)"]);
    }

    private static ImapMessageSets Sets(ReadingBench bench) => new(bench);

    private static MessageChange Adding(string flag) => new(new FlagChange([flag], null, null), null);

    private static ReadingBench Bench(int messages)
    {
        var bench = new ReadingBench(new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "NAMESPACE", "UIDPLUS", "MOVE", "SPECIAL-USE"] });
        bench.Server.Inbox.Fill(messages);
        bench.Server.Mailboxes["Trash"].Attributes = "\\HasNoChildren \\Trash";
        return bench;
    }
}
