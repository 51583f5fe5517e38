using System.Text;
using ImapApi.Infrastructure.Imap.Guard;

namespace ImapApi.UnitTests.Infrastructure.Imap.Guard;

/// <summary>What the parser would make of an answer, whatever it takes to say it.</summary>
public sealed class AnswerWeightTests
{
    private const int Limit = 10_000;

    /// <summary>Octets in lines, five each; words, strings and lists, 120 each; numbers that are found, 12; header fields, 300, and three for each octet of a header.</summary>
    [Theory]
    [InlineData("* 1 FETCH (FLAGS (a b))\r\n", (25 * 5) + (8 * 120))]
    [InlineData("* 1 FETCH (FLAGS (\\Seen $Work))\r\n", (33 * 5) + (8 * 120))]
    [InlineData("* QUOTA \"\" (STORAGE 1 2)\r\n", (26 * 5) + (7 * 120))]
    [InlineData("* OK [X] some words\r\n", (21 * 5) + (5 * 120))]
    [InlineData("A1 OK done\r\n", (12 * 5) + (3 * 120))]
    [InlineData("* LIST () \"/\" x\r\n", (17 * 5) + (5 * 120))]
    [InlineData("* LIST () \"/\" {3}\r\nabc\r\n", ((18 + 3 + 2) * 5) + (5 * 120) - (3 * 5))]
    [InlineData("* SEARCH 1 2 3\r\n", 5 * 12)]
    [InlineData("* THREAD (1)(2 3)\r\n", (5 * 12) + (2 * 120))]
    [InlineData("* STATUS x (MESSAGES 1)\r\n", (5 * 12) + 120)]
    [InlineData("* 1 FETCH (BODY[1] {6}\r\nabcdef)\r\n", ((19 + 1 + 1 + 2) * 5) + (6 * 120) + 6)]
    [InlineData("\r\n", 2 * 5)]
    public void Is_told_for_every_kind_of_line(string line, int weight)
    {
        var times = Limit / weight;
        var scanner = Scanner(Limit);
        for (var i = 0; i < times; i++)
            Scan(scanner, line);
        Should.Throw<AnswerTooLargeException>(() => Scan(scanner, line)).Message.ShouldContain("answer to one command");

        // To the byte.
        Should.NotThrow(() => Scan(Scanner(weight), line));
        Should.Throw<AnswerTooLargeException>(() => Scan(Scanner(weight - 1), line));
    }

    [Fact]
    public void Of_a_header_its_fields_count()
    {
        const string Before = "* 1 FETCH (BODY[HEADER] {12}\r\n";
        const string Header = "a: b\r\nc: d\r\n";
        var ofOneField = WeightOf(Before + new string(':', 12) + ")\r\n");

        WeightOf(Before + Header + ")\r\n").ShouldBe(ofOneField + 300);
        WeightOf(Before.Replace("HEADER", "TEXTES", StringComparison.Ordinal) + Header + ")\r\n").ShouldBe(ofOneField - 300 - (12 * 2));
    }

    [Fact]
    public void A_set_of_numbers_weighs_what_its_numbers_and_its_text_weigh()
    {
        var set = string.Join(',', Enumerable.Range(0, 30).Select(number => 100 + (2 * number)));

        WeightOf($"* VANISHED {set}\r\n").ShouldBe((3 * 12) + (29 * 12) + ((set.Length + 1) * 5));
    }

    [Fact]
    public void An_atom_that_comes_in_pieces_is_one()
    {
        const string Line = "* 1 FETCH (FLAGS ($Forwarded))\r\n";
        var whole = WeightOf(Line);

        for (var at = 1; at < Line.Length; at++)
        {
            var scanner = Scanner(whole);
            Scan(scanner, Line[..at]);
            Should.NotThrow(() => Scan(scanner, Line[at..]));
        }
    }

    [Fact]
    public void A_line_need_not_end_to_weigh()
    {
        var scanner = Scanner(Limit);
        Scan(scanner, "* 1 FETCH (FLAGS (");

        Should.Throw<AnswerTooLargeException>(() =>
        {
            for (var i = 0; i < 100; i++)
                Scan(scanner, "a ");
        });
    }

    [Fact]
    public void Each_command_begins_anew_with_a_weight_of_its_own()
    {
        var scanner = Scanner(Limit);
        for (var i = 0; i < 100; i++)
        {
            scanner.Ledger.BeginCommand(exists: 1);
            Scan(scanner, "* OK some words\r\n");
        }

        scanner.Ledger.BeginCommand(exists: 1, weight: 100);
        Should.Throw<AnswerTooLargeException>(() => Scan(scanner, "* OK some words\r\n")).Message.ShouldContain("0 MiB");
    }

    private static int WeightOf(string answer)
    {
        var (low, high) = (0, 1_000_000);
        while (low < high)
        {
            var middle = (low + high) / 2;
            try
            {
                Scan(Scanner(middle), answer);
                high = middle;
            }
            catch (AnswerTooLargeException)
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private static ResponseScanner Scanner(int weight) => new(new GuardLimits { Weight = weight });

    private static void Scan(ResponseScanner scanner, string chunk) => scanner.Scan(Encoding.ASCII.GetBytes(chunk));
}
