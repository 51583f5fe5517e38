using System.Text;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

/// <summary>What a page that is known makes of answers that hold more, or less, than was asked for.</summary>
public sealed class FlagFetchTests
{
    [Fact]
    public async Task Lets_MailKit_hear_what_is_said_beside_the_answer()
    {
        await using var bench = await KnownAsync(3);
        bench.Server.On("FETCH", async (_, reply) =>
        {
            await reply.LineAsync("* 1 FETCH (UID 1 FLAGS ())");
            await reply.LineAsync("* 4 EXISTS");
            await reply.LineAsync(@"* 2 FETCH (UID 2 FLAGS (\Seen))");
            await reply.LineAsync(@"* 3 FETCH (MODSEQ (7) FLAGS (\Deleted) UID 3)");
            await reply.LineAsync("* 3 FETCH (UID 3 FLAGS ())");
            await reply.RawAsync("* LIST () \"/\" {7}\r\na\r\n* b\\\r\n");
            await reply.OkAsync();
        });

        var page = await bench.ListAsync();

        page.Messages.Select(message => message.Flags.ToString()).ShouldBe(["", @"\Seen", ""]);
        page.Total.ShouldBe(3);
        bench.Server.Reset("FETCH");
        bench.Server.Inbox.Add();
        await bench.ExpungedAsync([]);
        (await bench.ListAsync()).Total.ShouldBe(4);
    }

    [Fact]
    public async Task Has_MailKit_ask_where_the_server_says_it_in_another_way_and_from_then_on()
    {
        await using var bench = await KnownAsync(2);
        bench.Server.Inbox.Messages[0].Flags.Add(@"\X-Odd");
        bench.Server.Inbox.Messages[1].Flags.Add(@"\X-Odd");
        var before = bench.Wire.Count;

        var page = await bench.ListAsync();

        page.Messages.Select(message => message.Flags.ToString()).ShouldBe([@"\X-Odd", @"\X-Odd"]);
        bench.Wire.Skip(before).ShouldBe(["FETCH 1:2 (UID FLAGS)", "FETCH 1:2 (UID FLAGS)"]);
        await bench.ListAsync();
        bench.Wire.Count.ShouldBe(before + 3);
    }

    [Fact]
    public async Task Shows_no_message_that_has_gone()
    {
        await using var bench = await KnownAsync(3);
        bench.Server.On("FETCH", async (_, reply) =>
        {
            await reply.LineAsync("* 1 FETCH (UID 1 FLAGS ())");
            await reply.LineAsync("* 3 FETCH (UID 3 FLAGS ())");
            await reply.OkAsync();
        });
        var before = bench.Wire.Count;

        (await bench.ListAsync()).Messages.Select(message => message.Id.Uid.Value).ShouldBe([3u, 1u]);

        bench.Wire.Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Has_MailKit_ask_again_when_it_is_refused()
    {
        await using var bench = await KnownAsync(1);
        var asked = 0;
        bench.Server.On("FETCH", (_, reply) => asked++ == 0 ? reply.NoAsync("busy {5}") : reply.StandardAsync());

        (await bench.ListAsync()).Messages.ShouldHaveSingleItem();

        asked.ShouldBe(2);
    }

    [Fact]
    public async Task Reads_an_answer_that_comes_in_small_pieces()
    {
        var options = new ScriptedImapOptions();
        await using var bench = await KnownAsync(200, options);
        options.DripBytes = 7;

        var page = await bench.ListAsync(pageSize: 200);

        page.Messages.Select(message => message.Id.Uid.Value).ShouldBe(Enumerable.Range(1, 200).Select(uid => (uint)uid).Reverse());
    }

    [Theory]
    [InlineData("* 1 EXISTS\r\n* 2 E", 12)]
    [InlineData("* OK text {5}\r\n* 2", 15)]
    [InlineData("f1 OK text {5}\r\n", 16)]
    [InlineData("*  OK text {5}\r\n* 2", 16)]
    [InlineData("* PREAUTH text {5}\r\n* 2", 20)]
    [InlineData("+ text {5}\r\n* 2", 12)]
    [InlineData("* X {3}\r\na\r\n b\r\nnext", 16)]
    [InlineData("* X {3+}\r\na\r\n b\r\n", 17)]
    [InlineData("* X {3}\r\na\r\n", 0)]
    [InlineData("* X {3}\r\na\r\n b", 0)]
    [InlineData("* X {3}x\r\n", 10)]
    [InlineData("* X {4294967295}\r\nabc\r\n", 0)]
    [InlineData("* X", 0)]
    [InlineData("", 0)]
    public void Finds_where_a_response_ends(string bytes, int length) => ResponseLength.Of(Encoding.ASCII.GetBytes(bytes)).ShouldBe(length);

    /// <summary>With a mailbox whose messages were listed before.</summary>
    private static async Task<ReadingBench> KnownAsync(int messages, ScriptedImapOptions? options = null)
    {
        var bench = new ReadingBench(options);
        bench.Server.Inbox.Fill(messages);
        await bench.ListAsync(pageSize: 200);
        return bench;
    }
}
