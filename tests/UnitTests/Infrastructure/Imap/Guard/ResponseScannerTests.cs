using System.Text;
using CsCheck;
using ImapApi.Infrastructure.Imap.Guard;

namespace ImapApi.UnitTests.Infrastructure.Imap.Guard;

public sealed class ResponseScannerTests
{
    private static readonly GuardLimits Small = new() { Nesting = 4, Token = 50, Line = 300, FetchLine = 600, SearchLine = 100, TokenLiteral = 200, TokenLiteralKept = 20, BodyLiteral = 1000 };

    public static TheoryData<string> Decent =>
    [
        "* OK [CAPABILITY IMAP4rev1] ready :-( :-( :-( :-( :-( (((((\r\n",
        "A1 OK [READ-WRITE] done (((((((( \"\r\n",
        "A1 NO \"quoted (((((((\" then free {12}\r\n",
        "* NO [ALERT] \"\r\n* 1 FETCH (FLAGS (\\Seen))\r\n",
        "+ idling ((((((((\r\n",
        "* 1 FETCH (A (B (C)))\r\n* 2 FETCH (A (B (C)))\r\n",
        "* 1 FETCH (X \"((((((((((\" Y)\r\n",
        "* 1 FETCH (X \"a\\\"((((((((((\" Y)\r\n",
        "* 1 FETCH (BODY[1] {12}\r\n(((((((((((( UID 5)\r\n",
        "* 1 FETCH (BODY[1]<0> {12}\r\n((((((\r\n(((( UID 5)\r\n",
        "* 1 FETCH (BODY[1] {9}\r\n((((((((( UID 5)\r\n",
        "* LIST () \"/\" {12}\r\n((((((((((((\r\n",
        "* FLAGS (\\Seen foo])\r\n",
        "* OK [PERMANENTFLAGS (\\Seen \\*)] flags ((((((\r\n",
        "* SEARCH 1 2 3\r\n",
        "* [COPYUID 1 2 3] ((((((\r\n",
        "\r\n* 3 EXISTS\r\n",
    ];

    public static TheoryData<string> Hostile =>
    [
        "* 1 FETCH (BODYSTRUCTURE ((((\r\n",
        "* 1 FETCH ((((\r\n * 1 FETCH (((((\r\n",
        "*\t1\tFETCH (((((\r\n",
        "* \r 1 FETCH (((((\r\n",
        "* 1 fetch (((((\r\n",
        "* THREAD (((((\r\n",
        "* XUNKNOWN (((((\r\n",
        "(((((\r\n",
        // What the parser takes for a quoted string goes on behind a quote that no blank or bracket follows.
        "* 1 FETCH (X \"a\"b\" (((((\r\n",
        "* 1 FETCH (X \"a\"b\" ((((\"x\r\n",
        "* 1 FETCH (X \"line\r\nend\" Y)\r\n",
        // Lines that are left open add up: the parser may still be inside.
        "* 1 FETCH ((\r\n* 1 FETCH ((\r\n* 1 FETCH (\r\n",
        "* 1 FETCH (BODY[1] {1}x\r\n",
        "* 1 FETCH (BODY[1] {1x}\r\n",
        "* 1 FETCH (BODY[1] {99999999999}\r\n",
        "* 1 FETCH (BODY[1] {}\r\n",
        "* 1 FETCH (BODY[1] {+}\r\n",
        "* 1 FETCH (BODY[1] {1+1}\r\n",
        "* 1 FETCH (BODY[1] {1001}\r\n",
        "* 1 FETCH (X {201}\r\n",
        "* OK [ALERT {5}\r\n",
        "* OK {5}\r\n",
        "* OK \"quoted\r\n",
        "* OK [X \"quoted\r\n",
        "* ok [X]\r\n",
        "* preauth (x)\r\n",
        "*                                                                       1 FETCH (x)\r\n",
        "* 1 FETCH (X " + new string('a', 51) + ")\r\n",
        "* 1 FETCH (X \"" + new string('a', 51) + "\")\r\n",
        "* LIST " + string.Concat(Enumerable.Repeat("abc ", 100)) + "\r\n",
        "* 1 FETCH (" + string.Concat(Enumerable.Repeat("abc ", 200)) + ")\r\n",
        "* SEARCH " + string.Concat(Enumerable.Repeat("1 ", 100)) + "\r\n",
    ];

    [Theory]
    [MemberData(nameof(Decent))]
    public void Lets_decent_answers_pass_however_they_are_cut(string answer)
    {
        for (var size = 1; size <= answer.Length; size++)
            Should.NotThrow(() => Scan(new ResponseScanner(Small), answer, size), $"in pieces of {size}");
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Stops_hostile_answers_however_they_are_cut(string answer)
    {
        for (var size = 1; size <= answer.Length; size++)
            Should.Throw<ServerMisbehavedException>(() => Scan(new ResponseScanner(Small), answer, size), $"in pieces of {size}");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(199)]
    public void Shortens_an_over_long_string_in_place_and_blanks_its_rest(int length)
    {
        var text = $"* 1 FETCH (ENVELOPE (NIL {{{length}}}\r\n" + new string('s', length) + " NIL) UID 7)\r\n* 2 EXISTS\r\n";

        var passed = Encoding.ASCII.GetString(Scan(new ResponseScanner(Small), text, text.Length));

        passed.ShouldBe("* 1 FETCH (ENVELOPE (NIL {020}\r\n" + new string('s', 20) + new string(' ', length - 20) + " NIL) UID 7)\r\n* 2 EXISTS\r\n");
    }

    [Fact]
    public void Blanks_the_rest_of_a_string_that_comes_in_several_packets()
    {
        var scanner = new ResponseScanner(Small);
        scanner.Scan("* 1 FETCH (X {100}\r\n"u8.ToArray());
        var first = Encoding.ASCII.GetBytes(new string('s', 30));
        var second = Encoding.ASCII.GetBytes(new string('s', 70) + " Y)\r\n");

        scanner.Scan(first);
        scanner.Scan(second);

        Encoding.ASCII.GetString(first).ShouldBe(new string('s', 20) + new string(' ', 10));
        Encoding.ASCII.GetString(second).ShouldBe(new string(' ', 70) + " Y)\r\n");
    }

    [Fact]
    public void Gives_up_where_the_size_of_an_over_long_string_straddles_two_packets()
    {
        var scanner = new ResponseScanner(Small);
        scanner.Scan("* 1 FETCH (X {1"u8.ToArray());
        Should.Throw<ServerMisbehavedException>(() => scanner.Scan("00}\r\n"u8.ToArray()));
    }

    /// <summary>MailKit takes them for tokens there, and gives up; in the name itself it does not, nor in quotes.</summary>
    [Theory]
    [InlineData("* LIST () \"/\" a]b[ (\"OLDNAME\" (c]d[e \"f]\" {2}\r\n[] g)) [\r\n", "* LIST () \"/\" a]b[ (\"OLDNAME\" (c\u00ffd\u00ffe \"f]\" {2}\r\n[] g)) [\r\n")]
    [InlineData("* 1 FETCH (X (BODY[] [))\r\n", "* 1 FETCH (X (BODY[] [))\r\n")]
    public void Overwrites_brackets_in_what_a_mailbox_was_called_before(string sent, string passed)
    {
        for (var size = 1; size <= sent.Length; size++)
            Encoding.Latin1.GetString(Scan(new ResponseScanner(Small), sent, size)).ShouldBe(passed, $"in pieces of {size}");
    }

    [Fact]
    public void Lets_a_search_answer_grow_with_the_mailbox()
    {
        var answer = "* SEARCH " + string.Concat(Enumerable.Repeat("123456789 ", 50)) + "\r\n";
        Should.Throw<ServerMisbehavedException>(() => Scan(new ResponseScanner(Small), answer, 64));
        var scanner = new ResponseScanner(Small);
        scanner.Ledger.BeginCommand(50);
        Should.NotThrow(() => Scan(scanner, answer, 64));
    }

    [Fact]
    public void Finds_the_same_whatever_the_pieces_are()
    {
        var piece = Gen.OneOf(new[] { "(", ")", "\"", "\\", "{3}\r\n", "{", "}", "[", "]", "\r\n", "* ", "1 FETCH ", "OK ", "A1 ", "x", " ", "\t", "LIST ", "+ ", "\r" }.Select(Gen.Const).ToArray());
        piece.Array[1, 40].Select(string.Concat).Sample(text =>
        {
            var whole = Verdict(text, text.Length);
            for (var size = 1; size < text.Length; size++)
                Verdict(text, size).ShouldBe(whole, text);
        });
    }

    private static string? Verdict(string text, int size)
    {
        try
        {
            Scan(new ResponseScanner(Small), text, size);
            return null;
        }
        catch (ServerMisbehavedException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>What the parser then sees.</summary>
    private static byte[] Scan(ResponseScanner scanner, string text, int size)
    {
        var chunks = Encoding.ASCII.GetBytes(text).Chunk(size).ToArray();
        foreach (var chunk in chunks)
            scanner.Scan(chunk);
        return [.. chunks.SelectMany(chunk => chunk)];
    }
}
