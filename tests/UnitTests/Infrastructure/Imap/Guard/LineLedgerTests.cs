using System.Text;
using ImapApi.Infrastructure.Imap.Guard;

namespace ImapApi.UnitTests.Infrastructure.Imap.Guard;

/// <summary>What is counted line by line, and what single lines say of the connection.</summary>
public sealed class LineLedgerTests
{
    private static readonly GuardLimits Small = new() { Messages = 1000, Mailboxes = 3, Statuses = 3, FetchLines = 4, Lines = 3 };

    [Theory]
    [InlineData("* OK [X] y\r\n", 3)]
    [InlineData("* ok y\r\n", 3)]
    [InlineData("+ go on\r\n", 3)]
    [InlineData("* LIST () \"/\" a\r\n", 3)]
    [InlineData("* LSUB () \"/\" a\r\n", 3)]
    [InlineData("* STATUS a (MESSAGES 1)\r\n", 3 + 2 * 5)]
    [InlineData("* 1 EXPUNGE\r\n", 3 + 2 * 5)]
    [InlineData("* 1 FETCH (FLAGS ())\r\n", 4 + 2 * 5)]
    [InlineData("\r\n", 3 + 2 * 5)]
    public void So_many_lines_are_read_for_one_command_and_no_more(string line, int most)
    {
        var scanner = new ResponseScanner(Small);
        scanner.Ledger.BeginCommand(exists: 5);
        for (var i = 0; i < most; i++)
            Scan(scanner, line);
        Should.Throw<ServerMisbehavedException>(() => Scan(scanner, line));

        var next = new ResponseScanner(Small);
        for (var i = 0; i < 10 * most; i++)
        {
            next.Ledger.BeginCommand(exists: 5);
            Scan(next, line);
        }
    }

    [Fact]
    public void What_a_command_asks_for_bounds_the_messages_told_however_many_there_are()
    {
        var scanner = new ResponseScanner(Small);
        scanner.Ledger.BeginCommand(exists: 500);
        scanner.Ledger.Expect(2);
        Scan(scanner, "* 900 EXISTS\r\n");
        for (var i = 0; i < 4 + 2 * 2; i++)
            Scan(scanner, "* 1 FETCH (FLAGS ())\r\n");

        Should.Throw<ServerMisbehavedException>(() => Scan(scanner, "* 1 FETCH (FLAGS ())\r\n"));
        // Of the next command nothing is known.
        scanner = new ResponseScanner(Small);
        scanner.Ledger.Expect(2);
        scanner.Ledger.BeginCommand(exists: 500);
        for (var i = 0; i < 100; i++)
            Scan(scanner, "* 1 FETCH (FLAGS ())\r\n");
    }

    [Fact]
    public void A_mailbox_that_turns_out_larger_may_be_told_of_at_length()
    {
        var scanner = new ResponseScanner(Small);
        scanner.Ledger.BeginCommand(exists: 0);
        Scan(scanner, "* 50 EXISTS\r\n");
        Scan(scanner, string.Concat(Enumerable.Repeat("* 1 FETCH (FLAGS ())\r\n", 104)));
        Should.Throw<ServerMisbehavedException>(() => Scan(scanner, "* 1 FETCH (FLAGS ())\r\n"));
    }

    [Theory]
    [InlineData("* 1000 EXISTS\r\n", true)]
    [InlineData("* 1001 EXISTS\r\n", false)]
    [InlineData("*  4294967296\tEXISTS\r\n", false)]
    [InlineData("* 99999999999999999999999 EXISTS\r\n", false)]
    [InlineData("* -5 EXISTS\r\n", true)]
    [InlineData("* X 5000 EXISTS\r\n", true)]
    [InlineData("A1 5000 EXISTS\r\n", true)]
    public void No_mailbox_may_claim_more_messages_than_could_be_kept(string line, bool isHeard)
    {
        var scanner = new ResponseScanner(Small);
        if (isHeard)
            Should.NotThrow(() => Scan(scanner, line));
        else
            Should.Throw<ServerMisbehavedException>(() => Scan(scanner, line));
    }

    [Theory]
    [InlineData("* BYE enough\r\n", true)]
    [InlineData("* OK [ALERT] soon\r\n* BYE enough\r\n", true)]
    [InlineData("* BYE enough\r\n* OK one more\r\n", true)]
    [InlineData("*  BYE\r\n", true)]
    // The parser has to hear that first: that a log-in was refused, for one.
    [InlineData("A1 NO [AUTHENTICATIONFAILED] no\r\n* BYE enough\r\n", false)]
    [InlineData("* BYE enough\r\nA1 NO no\r\n", false)]
    [InlineData("* OK BYE\r\n", false)]
    [InlineData("A1 BYE\r\n", false)]
    [InlineData("* LIST () \"/\" BYE\r\n", false)]
    public void A_good_bye_forsakes_whoever_waits_for_more(string chunk, bool isForsaken)
    {
        var scanner = new ResponseScanner(GuardLimits.Default);
        Scan(scanner, chunk);
        scanner.Ledger.IsForsaken.ShouldBe(isForsaken);

        Scan(scanner, "* 1 EXISTS\r\n");
        scanner.Ledger.IsForsaken.ShouldBeFalse();
    }

    private static void Scan(ResponseScanner scanner, string chunk) => scanner.Scan(Encoding.ASCII.GetBytes(chunk));
}
