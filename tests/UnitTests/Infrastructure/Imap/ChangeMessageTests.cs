using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class ChangeMessageTests
{
    [Fact]
    public async Task Flags_are_added_deleted_and_set()
    {
        await using var bench = new ReadingBench();
        var message = bench.Server.Inbox.Add("\\Flagged", "old");

        (await ChangeAsync(bench, new FlagChange([Flag.Seen, "New"], [Flag.Flagged], null))).ShouldBe(new FlagChangeResult(true, true, null));
        message.Flags.ShouldBe(["old", "\\Seen", "New"], ignoreOrder: true);

        (await ChangeAsync(bench, new FlagChange(null, null, [Flag.Draft]))).ShouldBe(new FlagChangeResult(null, null, true));
        message.Flags.ShouldBe(["\\Draft"]);

        (await ChangeAsync(bench, new FlagChange(null, null, []))).ShouldBe(new FlagChangeResult(null, null, true));
        message.Flags.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_keyword_the_server_does_not_keep_is_told()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Add();
        bench.Server.On("STORE", (_, reply) => reply.OkAsync());

        (await ChangeAsync(bench, new FlagChange(["Mine"], ["Other"], null))).ShouldBe(new FlagChangeResult(false, true, null));
    }

    [Fact]
    public async Task Deleting_by_force_expunges_this_message_and_no_other()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(3);
        bench.Server.Inbox.Messages[0].Flags.Add("\\Deleted");

        var deletion = await bench.Store.DeleteAsync(ReadingBench.Account, ReadingBench.Id(2), force: true, CancellationToken.None);

        deletion.ShouldBe(new MessageDeletion(true, null, null));
        bench.Server.Inbox.Messages.Select(message => message.Uid).ShouldBe([1u, 3u]);
        bench.Wire.TakeLast(2).ShouldBe([@"UID STORE 2 +FLAGS.SILENT (\Deleted)", "UID EXPUNGE 2"]);
    }

    [Fact]
    public async Task Deleting_moves_to_trash_and_says_where()
    {
        await using var bench = new ReadingBench(new ScriptedImapOptions
        {
            Capabilities = ["IMAP4rev1", "AUTH=PLAIN", "SASL-IR", "UIDPLUS", "MOVE", "SPECIAL-USE", "NAMESPACE", "LIST-EXTENDED"],
        });
        bench.Server.Inbox.Fill(2);
        bench.Server.Mailboxes["Trash"].Attributes = @"\HasNoChildren \Trash";
        bench.Server.On("MOVE", async (_, reply) =>
        {
            await reply.LineAsync("* OK [COPYUID 1 2 44] Moved.");
            await reply.LineAsync("* 2 EXPUNGE");
            await reply.OkAsync();
        });

        var deletion = await bench.Store.DeleteAsync(ReadingBench.Account, ReadingBench.Id(2), force: false, CancellationToken.None);

        deletion.ShouldBe(new MessageDeletion(false, MailboxPath.Parse("Trash"), new MessageId(new MailboxNumber(2), new Uid(44))));
        bench.Wire[^1].ShouldBe("UID MOVE 2 Trash");
    }

    [Fact]
    public async Task Without_a_trash_the_message_is_expunged()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(1);

        (await bench.Store.DeleteAsync(ReadingBench.Account, ReadingBench.Id(1), force: false, CancellationToken.None)).Deleted.ShouldBeTrue();
        bench.Server.Inbox.Messages.ShouldBeEmpty();
    }

    private static Task<FlagChangeResult> ChangeAsync(ReadingBench bench, FlagChange change) =>
        bench.Store.UpdateFlagsAsync(ReadingBench.Account, ReadingBench.Id(1), change, CancellationToken.None);
}
