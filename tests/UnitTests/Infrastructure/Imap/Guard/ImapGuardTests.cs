using System.Text;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Metrics;
using ImapApi.TestKit.Fakes;
using MailKit.Net.Imap;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Imap.Guard;

/// <summary>What a connection's guard counts, hears and ends.</summary>
public sealed class ImapGuardTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly RecordingLogSink _sink = new() { Enabled = true };
    private readonly Prometheus.CollectorRegistry _registry = Prometheus.Metrics.NewCustomRegistry();

    [Fact]
    public async Task Counts_bytes_in_both_directions_and_the_times_that_we_waited()
    {
        using var guard = Guard();
        guard.LastServerByteAt.ShouldBeNull();

        Say(guard, "A1 NOOP\r\nA2 ");
        Say(guard, "NOOP\r\n");
        Hear(guard, "A1 OK x\r\n");
        Hear(guard, "A2 OK x\r\n");
        Say(guard, "A3 NOOP\r\n");

        (guard.RoundTrips, guard.Bytes, guard.LastServerByteAt).ShouldBe((2, 45, Now));
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        var metrics = Encoding.UTF8.GetString(text.ToArray());
        metrics.ShouldContain("imap_bytes_sent 27\n");
        metrics.ShouldContain("imap_bytes_received 18\n");
    }

    [Fact]
    public void Is_at_the_end_of_a_line_when_the_last_byte_ended_one()
    {
        using var guard = Guard();
        Hear(guard, "* OK rea");
        guard.IsAtLineEnd.ShouldBeFalse();
        Hear(guard, "dy\r\n");
        guard.IsAtLineEnd.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false, 100)]
    [InlineData(true, 50)]
    public void So_much_is_heard_for_one_command_and_no_more(bool isIdle, int most)
    {
        using var guard = Guard(new GuardLimits { Command = 100, Idle = 50 });
        for (var command = 0; command < 3; command++)
        {
            if (isIdle)
                guard.BeginIdle(0);
            else if (command == 1)
                guard.BeginListing(0);
            else
                guard.BeginCommand(0);
            Hear(guard, Text(most));
        }

        guard.Violation.ShouldBeNull();
        var thrown = Should.Throw<ServerMisbehavedException>(() => Hear(guard, "x"));

        thrown.Message.ShouldContain($"more than {most} bytes");
        guard.Violation.ShouldBe(thrown);
        guard.Explain(new TimeoutException()).ShouldBe(thrown);
        _sink.Lines.ShouldContain(line => line.Source == "note" && line.Text == thrown.Message);
    }

    [Fact]
    public void What_is_heard_before_the_first_command_is_bounded_too()
    {
        using var guard = Guard(new GuardLimits { Command = 100 });
        Hear(guard, Text(100));
        Should.Throw<ServerMisbehavedException>(() => Hear(guard, "x"));
    }

    [Fact]
    public void A_command_that_asks_for_few_messages_hears_of_few()
    {
        using var guard = Guard(new GuardLimits { FetchLines = 1 });
        guard.BeginCommand(100);
        guard.Expect(1);
        Hear(guard, "* 1 FETCH (UID 1)\r\n* 1 FETCH (UID 1)\r\n* 1 FETCH (UID 1)\r\n");
        Should.Throw<ServerMisbehavedException>(() => Hear(guard, "* 1 FETCH (UID 1)\r\n"));
    }

    [Theory]
    [InlineData("* STATUS x (MESSAGES 1)\r\n", true, false)]
    [InlineData("* LIST () \"/\" x\r\n", true, false)]
    [InlineData("* LIST () \"/\" x (\"OLDNAME\" (y))\r\n", true, true)]
    [InlineData("* 5 EXISTS\r\n", false, false)]
    public void News_of_mailboxes_are_what_nobody_asked_for(string line, bool atWork, bool whileListing)
    {
        using var guard = Guard();
        Hear(guard, line);
        var told = 0;
        guard.MailboxNews = () => told++;

        guard.BeginCommand(0);
        Hear(guard, line);
        told.ShouldBe(atWork ? 1 : 0);
        guard.BeginIdle(0);
        Hear(guard, line);
        told.ShouldBe(atWork ? 2 : 0);
        guard.BeginListing(0);
        Hear(guard, "A1 OK x\r\n" + line);
        told.ShouldBe((atWork ? 2 : 0) + (whileListing ? 1 : 0));
    }

    [Fact]
    public void A_good_bye_ends_the_connection_and_tells_its_words()
    {
        using var guard = Guard();
        var farewell = Should.Throw<ServerFarewellException>(() => Hear(guard, "* OK x\r\n* BYE enough\r\n* OK y\r\n"));

        farewell.Message.ShouldBe("BYE enough");
        guard.Explain(new ImapProtocolException()).ShouldBe(farewell);
        guard.Explain(new IOException()).ShouldBe(farewell);
        var other = new TimeoutException();
        guard.Explain(other).ShouldBe(other);
        Should.Throw<ServerFarewellException>(() => Hear(guard, $"* BYE {new string('x', 1000)}\r\n")).Message.ShouldBe("BYE " + new string('x', 496));
    }

    [Fact]
    public void A_good_bye_behind_the_end_of_a_command_is_told_once_the_connection_has_ended()
    {
        using var guard = Guard();
        var before = new IOException();
        guard.Explain(before).ShouldBe(before);
        Hear(guard, "A1 NO no\r\n* BYE enough\r\n");
        guard.Explain(new IOException()).ShouldBeOfType<ServerFarewellException>().Message.ShouldBe("BYE enough");
    }

    [Fact]
    public void The_words_of_a_refusal_are_those_of_the_last_tagged_NO_or_BAD()
    {
        using var guard = Guard();
        var words = guard.RefusalWords = new RefusalWords();
        words.Text.ShouldBeNull();
        Hear(guard, "* NO untagged\r\nA0 BAD [CLIENTBUG] first\r\nA1 NO [LIMIT] too many\r\nA2 OK fine\r\n");
        words.Text.ShouldBe("[LIMIT] too many");
        Hear(guard, "A3 BAD wrong\r\n");
        words.Text.ShouldBe("wrong");
        Hear(guard, "A3 " + new string('x', 5000) + "\r\n");
        Hear(guard, "A4 NO unheard\r\n");
        words.Text.ShouldBe("wrong");
    }

    [Theory]
    [InlineData("A1 NO [BADCHARSET (UTF-8)] x\r\n", true)]
    [InlineData("A1 NO [[BADCHARSET] x\r\n", true)]
    [InlineData("A1 NO [BAD[BADCHARSET] x\r\n", true)]
    [InlineData("A1 NO [BADCHARSE] x\r\n", false)]
    [InlineData("A1 NO BADCHARSET x\r\n", false)]
    [InlineData("A1 NO [CBADCHARSET x\r\n", false)]
    public void The_refusal_of_a_charset_is_seen_however_it_is_cut(string line, bool isSeen)
    {
        for (var size = 1; size <= line.Length; size++)
        {
            using var guard = Guard();
            var refusal = guard.Charset = new CharsetRefusal();
            foreach (var chunk in line.Chunk(size))
                Hear(guard, new string(chunk));
            refusal.Seen.ShouldBe(isSeen);
        }
    }

    [Fact]
    public void The_log_tells_where_the_connection_went_and_when_it_was_closed()
    {
        var guard = Guard();
        guard.LogConnect(new Uri("imap://mail.example.com:143/"));
        guard.Note("by the way");
        guard.Dispose();
        _sink.Lines.ShouldAllBe(line => line.Protocol == "imap" && line.Connection == 7 && line.Source == "note" && line.Time == Now);
        _sink.Lines.Select(line => line.Text).ShouldBe(["connected to mail.example.com:143", "by the way", "closed"]);
    }

    [Fact]
    public void The_log_tells_what_either_side_said()
    {
        using var guard = Guard();
        Say(guard, "A1 NOOP\r\n");
        Hear(guard, "A1 OK done\r\n");
        _sink.Lines.Select(line => (line.Source, line.Text)).ShouldBe([("client", "A1 NOOP"), ("server", "A1 OK done")]);
    }

    private ImapGuard Guard(GuardLimits? limits = null) =>
        new(limits ?? GuardLimits.Default, new FakeTimeProvider(Now), AccountId.Parse("bob"), 7, _sink, new ImapApiMetrics(_registry));

    private static string Text(int length) => $"* OK {new string('x', length - 7)}\r\n";

    // In the middle of a buffer, as MailKit has it.
    private static void Hear(ImapGuard guard, string text) => guard.LogServer([.. "\"{["u8, .. Encoding.ASCII.GetBytes(text), .. "\"["u8], 3, text.Length);

    private static void Say(ImapGuard guard, string text) => guard.LogClient([.. "xx"u8, .. Encoding.ASCII.GetBytes(text), .. "y"u8], 2, text.Length);
}
