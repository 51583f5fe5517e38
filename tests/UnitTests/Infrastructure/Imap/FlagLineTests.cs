using System.Text;
using CsCheck;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.TestKit.Imap;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class FlagLineTests
{
    private const int Messages = 400;

    private static readonly Gen<string> Flags = Gen.Frequency(
        (5, One(@"\Seen", @"\Answered", @"\Flagged", @"\Deleted", @"\Draft", @"\Recent", @"\SEEN", @"\draft")),
        (3, One("$Forwarded", "NonJunk", "work", "Work", "a", "$MDNSent", "[x]", "k+w", "UID", "FLAGS", "NIL", "12", "&AOQ-")),
        (1, One(@"\Foo", @"\*", @"\", "a\"b", "ö", "", " ", "{5}", "a%", "a]b", "*")));

    private static readonly Gen<string> Lines = Gen.Select(
        Gen.Int[1, Messages], Gen.UInt[1, uint.MaxValue - 1], Flags.Array[0, 4], Gen.Bool,
        (number, uid, flags, uidFirst) => uidFirst ? $"* {number} FETCH (UID {uid} FLAGS ({string.Join(' ', flags)}))\r\n" : $"* {number} FETCH (FLAGS ({string.Join(' ', flags)}) UID {uid})\r\n");

    private static readonly Gen<string> Damaged = Gen.Select(
        Lines, Gen.Int[0, 200], One(" ", ")", "(", "0", "9", "\\", "\"", "x", "\r\n", "\t", "\0"), Gen.Bool,
        (line, at, piece, replaces) => line[..(at % line.Length)] + piece + line[(at % line.Length + (replaces ? 1 : 0))..]);

    [Theory]
    [InlineData(@"* 12 FETCH (UID 481 FLAGS (\Seen work))", 12, 481u, @"\Seen work")]
    [InlineData(@"* 12 FETCH (FLAGS (\SEEN \Recent) UID 481)", 12, 481u, @"\Seen")]
    [InlineData("* 1 FETCH (UID 4294967295 FLAGS ())", 1, 4294967295u, "")]
    public void Reads_numbers_and_flags_in_either_order(string line, int number, uint uid, string flags)
    {
        FlagLine.TryRead(Encoding.ASCII.GetBytes(line + "\r\n"), out var row).ShouldBeTrue();

        row.ShouldBe(new FlagRow(number, uid, FlagSet.Create(flags.Split(' '))));
    }

    [Theory]
    [InlineData(@"* 12 FETCH (UID 481 FLAGS (\Seen) MODSEQ (5))")]
    [InlineData(@"* 12 FETCH (FLAGS (\Seen))")]
    [InlineData("* 12 FETCH (UID 481)")]
    [InlineData("* 0 FETCH (UID 481 FLAGS ())")]
    [InlineData("* 12 FETCH (UID 0 FLAGS ())")]
    [InlineData("* 12 FETCH (UID 4294967296 FLAGS ())")]
    [InlineData("* 12 FETCH (UID 481 FLAGS ()")]
    [InlineData("* 12 FETCH (UID 481 FLAGS (\"quoted\"))")]
    [InlineData("* 12 FETCH (UID 481 FLAGS ({4}")]
    [InlineData("* 12 FETCH (UID 481 FLAGS (a  b))")]
    [InlineData(@"* 12 FETCH (UID 481 FLAGS (\Unknown))")]
    [InlineData("* 12 FETCH (UID 481 FLAGS (Nil))")]
    [InlineData("* 13 EXISTS")]
    [InlineData("* BYE")]
    [InlineData("")]
    public void Leaves_everything_else_to_MailKit(string line) => FlagLine.TryRead(Encoding.ASCII.GetBytes(line + "\r\n"), out _).ShouldBeFalse();

    [Fact]
    public async Task What_it_reads_MailKit_reads_alike()
    {
        await using var server = ScriptedImapServer.Start();
        server.Inbox.Fill(Messages);
        using var client = new ImapClient();
        await client.ConnectAsync(server.Host, server.Port, SecureSocketOptions.None);
        await client.AuthenticateAsync("bob", "secret");
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
        for (var round = 0; round < 40; round++)
        {
            var read = new SortedDictionary<int, (string Line, FlagRow Row)>();
            Gen.OneOf(Lines, Damaged).Array[2 * Messages].Single().ToList().ForEach(line =>
            {
                if (FlagLine.TryRead(Encoding.UTF8.GetBytes(line), out var row) && row.Sequence <= Messages)
                    read.TryAdd(row.Sequence, (line, row));
            });
            server.On("FETCH", async (_, reply) =>
            {
                await reply.RawAsync(string.Concat(read.Values.Select(pair => pair.Line)));
                await reply.OkAsync();
            });

            var rows = await client.Inbox.FetchAsync(0, -1, new FetchRequest(MessageSummaryItems.UniqueId | MessageSummaryItems.Flags));

            read.Count.ShouldBeGreaterThan(Messages / 4);
            var other = rows.Select(row => new FlagRow(row.Index + 1, row.UniqueId.Id, FlagMapper.ToFlagSet(row))).ToHashSet();
            read.Values.Where(pair => !other.Contains(pair.Row)).Select(pair => pair.Line).ShouldBeEmpty();
            other.Count.ShouldBe(read.Count);
        }
    }

    private static Gen<string> One(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);
}
