using System.Text;
using CsCheck;
using ImapApi.Infrastructure.Imap.Guard;
using MimeKit;

namespace ImapApi.UnitTests.Infrastructure.Imap.Guard;

public sealed class LongFieldsTests
{
    private static readonly GuardLimits Small = new() { HeaderField = 40 };

    [Fact]
    public void A_field_is_cut_where_it_is_too_long_and_the_next_ones_are_whole()
    {
        var folded = "Long: " + string.Concat(Enumerable.Range(0, 20).Select(number => $"piece{number}\r\n ")) + "end\r\n";
        var header = $"Subject: first\r\n{folded}From: a@example.com\r\nX: {new string('x', 500)}\r\nLast: one\r\n two\r\n\r\n";

        var read = Through($"* 1 FETCH (UID 1 BODY[HEADER] {{{header.Length}}}\r\n", header, ")\r\n");

        (read["Subject"], read["From"], read["Last"]).ShouldBe(("first", "a@example.com", "one two"));
        var (longest, x) = (read["Long"] ?? "", read["X"] ?? "");
        longest.ShouldStartWith("piece0 piece1 piece2");
        longest.Length.ShouldBeLessThan(80);
        x.Length.ShouldBeInRange(30, 60);
    }

    [Theory]
    [InlineData("* 1 FETCH (UID 1 BODY[TEXT] {0}\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[1] {0}\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[]<0> {0}\r\n")]
    [InlineData("* 1 FETCH (UID 1 BODY[HEADER.FIELDS (X)] NIL BODY[1] {0}\r\n", true)]
    public void What_is_no_header_is_left_as_it_is(string before, bool afterHeader = false)
    {
        var body = new string('x', 300) + "\r\n y\r\n";
        var bytes = Encoding.ASCII.GetBytes((afterHeader ? before.Replace("NIL", "{2}\r\n\r\n", StringComparison.Ordinal) : before).Replace("{0}", $"{{{body.Length}}}", StringComparison.Ordinal) + body + ")\r\n");
        new ResponseScanner(Small).Scan(bytes);
        Encoding.ASCII.GetString(bytes).ShouldContain(body);
    }

    [Fact]
    public void However_it_comes_in_pieces_no_line_end_is_lost_and_no_field_is_longer_than_allowed()
    {
        var line = Gen.OneOf(new[] { "Name: ", " ", "\t", "x", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyy", "\r\n", "\r\n ", ":" }.Select(Gen.Const).ToArray());
        Gen.Select(line.Array[0, 60], Gen.Int[1, 30]).Sample((pieces, size) =>
        {
            var header = Encoding.ASCII.GetBytes(string.Concat(pieces));
            var before = header.ToArray();
            var fields = new LongFields(40);
            fields.OnBracket();
            fields.OnText("HEADER"u8);
            fields.OnLiteral();
            for (var at = 0; at < header.Length; at += size)
                fields.Cut(header.AsSpan(at, Math.Min(size, header.Length - at)));
            for (var at = 0; at < header.Length; at++)
            {
                if (before[at] is (byte)'\r' or (byte)'\n')
                    header[at].ShouldBe(before[at]);
            }
        });
    }

    private static HeaderList Through(string before, string header, string after)
    {
        var bytes = Encoding.ASCII.GetBytes(before + header + after);
        var scanner = new ResponseScanner(Small);
        scanner.Scan(bytes.AsSpan(0, before.Length));
        scanner.Scan(bytes.AsSpan(before.Length, header.Length / 2));
        scanner.Scan(bytes.AsSpan(before.Length + header.Length / 2));
        using var stream = new MemoryStream(bytes, before.Length, header.Length);
        return HeaderList.Load(stream, TestContext.Current.CancellationToken);
    }
}
