using System.Text;
using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

/// <summary>Pieces of messages beside MailKit: what is in the answer besides, and what an answer looks like that is MailKit's to read.</summary>
public sealed class LiteralFetchTests
{
    private const string Command = "UID FETCH 1 (BODY.PEEK[]<0.262144>)";

    [Fact]
    public async Task Asks_once_for_a_piece_and_reads_it_to_its_last_byte()
    {
        await using var bench = await OpenAsync(new string('x', 100_000));
        bench.Server.Options.DripBytes = 1009;

        (await SourceAsync(bench)).ShouldBe(bench.Server.Inbox.Messages[0].Source);

        bench.Wire.ShouldBe([Command]);
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 1 BODY[]<0> {5}\r\nabcde)\r\n")]
    [InlineData("* 1 FETCH (BODY[]<0> {5}\r\nabcde UID 1)\r\n")]
    [InlineData("* 1 FETCH (BODY[]<0> {5}\r\nabcde)\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[]<0> {5}\r\nabcde)\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* LIST () \"/\" {3}\r\na\r\n\r\n")]
    public async Task Knows_its_answer(string answer)
    {
        await using var bench = await OpenAsync("short");
        Answer(bench, answer);

        (await SourceAsync(bench)).ShouldBe("abcde");

        bench.Wire.ShouldBe([Command]);
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 1 BODY[]<0> \"abcde\")\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[]<0> NIL)\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[] {5}\r\nabcde)\r\n")]
    [InlineData("* 1 FETCH (UID 1 FLAGS () BODY[]<0> {5}\r\nabcde)\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[]<0> {5+}\r\nabcde)\r\n")]
    [InlineData("* 1 FETCH (UID 2 BODY[]<0> {5}\r\nabcde)\r\n")]
    public async Task Has_MailKit_ask_where_the_server_says_it_in_another_way_and_from_then_on(string answer)
    {
        await using var bench = await OpenAsync("short");
        Answer(bench, answer);

        await Record.ExceptionAsync(() => SourceAsync(bench));

        bench.Wire.ShouldBe([Command, Command]);
        await Record.ExceptionAsync(() => SourceAsync(bench));
        bench.Wire.ShouldBe([Command, Command, Command]);
    }

    [Fact]
    public async Task Lets_MailKit_hear_what_is_said_before_behind_and_within_the_answer()
    {
        await using var bench = await OpenAsync("short");
        bench.Server.Inbox.Add();
        Answer(bench, "* 3 EXISTS\r\n* 1 FETCH (UID 1 BODY[]<0> {5}\r\nabcde FLAGS (\\Flagged) MODSEQ (7))\r\n* 1 EXPUNGE\r\n");

        (await SourceAsync(bench)).ShouldBe("abcde");

        bench.Server.Reset("FETCH");
        bench.Server.Inbox.Messages.RemoveAt(0);
        bench.Server.Inbox.Add();
        await bench.ExpungedAsync([]);
        (await bench.ListAsync()).Messages.Select(message => message.Id.Uid.Value).ShouldBe([3u, 2u]);
    }

    [Fact]
    public async Task Tells_that_a_message_has_gone()
    {
        await using var bench = await OpenAsync("short");
        Answer(bench, "");

        await Should.ThrowAsync<NotFoundException>(() => SourceAsync(bench));

        // No server's way of saying it: it is asked here again.
        bench.Server.Reset("FETCH");
        (await SourceAsync(bench)).ShouldBe(bench.Server.Inbox.Messages[0].Source);
        bench.Wire.ShouldBe([Command, Command, Command]);
    }

    [Fact]
    public void Takes_no_more_than_was_asked_for()
    {
        var line = new LiteralLine(1, "2", 0, 5);
        line.TryRead(Encoding.ASCII.GetBytes("* 1 FETCH (UID 1 BODY[2]<0> {6}\r\n"), out _).ShouldBeFalse();
        line.TryRead(Encoding.ASCII.GetBytes("* 1 FETCH (UID 1 BODY[2]<0> {5}\r\n"), out var length).ShouldBeTrue();
        length.ShouldBe(5);
        line.TryRead(Encoding.ASCII.GetBytes("* 1 FETCH (UID 1 BODY[2]<5> {5}\r\n"), out _).ShouldBeFalse();
        line.TryRead(Encoding.ASCII.GetBytes("* 1 FETCH (UID 1 BODY[2]<0> {-1}\r\n"), out _).ShouldBeFalse();
        line.TryRead(Encoding.ASCII.GetBytes("* 0 FETCH (UID 1 BODY[2]<0> {5}\r\n"), out _).ShouldBeFalse();
    }

    private static async Task<ReadingBench> OpenAsync(string text)
    {
        var bench = new ReadingBench(new ScriptedImapOptions());
        bench.Server.Inbox.Messages.Add(new ScriptedMessage(1) { Body = text });
        return await bench.OpenAsync();
    }

    private static void Answer(ReadingBench bench, string answer) => bench.Server.On("FETCH", async (_, reply) =>
    {
        await reply.RawAsync(answer);
        await reply.OkAsync();
    });

    private static async Task<string> SourceAsync(ReadingBench bench)
    {
        await using var source = await bench.Store.OpenSourceAsync(ReadingBench.Account, ReadingBench.Id(1), CancellationToken.None);
        using var reader = new StreamReader(source, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
