using System.Text;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.TestKit.Fakes;
using MailKit;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Imap.Guard;

/// <summary>What of a conversation is written down, and what is not.</summary>
public sealed class ProtocolLogTests
{
    private readonly RecordingLogSink _sink = new() { Enabled = true };
    private readonly ProtocolLog _log;
    private readonly ResponseScanner _scanner;

    public ProtocolLogTests()
    {
        _log = new ProtocolLog(AccountId.Parse("bob"), "imap", 7, _sink, new FakeTimeProvider(DateTimeOffset.UnixEpoch));
        _scanner = new ResponseScanner(GuardLimits.Default) { Observer = _log };
    }

    [Fact]
    public void Literals_of_the_server_are_counted_and_not_shown()
    {
        Hear("* OK ready\r\n* 1 FETCH (BODY[] {6}\r\nsecret UID ");
        Hear("5 X {0}\r\n)\r\n\r\n");
        Lines("server").ShouldBe(["* OK ready", "* 1 FETCH (BODY[] {6 bytes}  UID 5 X {0 bytes} )", ""]);
    }

    [Theory]
    [InlineData("A1 LOGIN {3}\r\nbob {6+}\r\nsecret\r\nA2 NOOP\r\n", new[] { "A1 LOGIN {3}", " {6+}", "", "A2 NOOP" })]
    [InlineData("A1 X }\r\nA2 X 3}\r\nA3 {x}\r\nA4 {-1}\r\nA5 {3} \r\nA6 {0}\r\n\r\n", new[] { "A1 X }", "A2 X 3}", "A3 {x}", "A4 {-1}", "A5 {3} ", "A6 {0}", "" })]
    [InlineData("A1 {9}{1}\r\nxA2\nDONE\r\n", new[] { "A1 {9}{1}", "A2", "DONE" })]
    [InlineData("A1 APPEND x {20}\r\n01234567890123456789\r\n", new[] { "A1 APPEND x {20}", "" })]
    public void Literals_of_ours_are_counted_and_not_shown_however_they_are_cut(string said, string[] lines)
    {
        for (var size = 1; size <= said.Length; size++)
        {
            _sink.Lines.Clear();
            foreach (var chunk in said.Chunk(size))
                Say(new string(chunk));
            Lines("client").ShouldBe(lines);
        }
    }

    [Fact]
    public void Secrets_are_masked_wherever_they_are()
    {
        Say("A1 LOGIN bob hidden too\r\n", new Secrets("hidden", "too"));
        Say("A2 LOGIN bob ", new Secrets());
        Say("hidden", new Secrets("hidden"));
        Say("\r\n", null);
        Lines("client").ShouldBe(["A1 LOGIN bob ******** ********", "A2 LOGIN bob ********"]);
    }

    [Theory]
    [InlineData(2000, false)]
    [InlineData(2001, true)]
    [InlineData(20_000, true)]
    public void Long_lines_are_cut(int length, bool isCut)
    {
        var text = "* OK " + new string('x', length - 5);
        Hear(text + "\r\n");
        Say(text + "\r\n");
        var shown = isCut ? text[..2000] + " …" : text;
        Lines("server").ShouldBe([shown]);
        Lines("client").ShouldBe([shown]);
    }

    [Fact]
    public void Of_a_line_that_comes_in_pieces_no_more_is_kept_than_is_shown()
    {
        for (var piece = 0; piece < 10; piece++)
        {
            Hear((piece == 0 ? "* OK " : "") + new string('x', 1000));
            Say(new string('x', 3000));
        }

        Hear(" \r\n* 1 FETCH (X \"" + new string('y', 2000) + "\" Y {1}\r\nz)\r\n");
        Say("\r\nnext\r\n");
        Lines("server").ShouldBe(["* OK " + new string('x', 1995) + " …", "* 1 FETCH (X \"" + new string('y', 1986) + " …"]);
        Lines("client").ShouldBe([new string('x', 2000) + " …", "next"]);
    }

    [Fact]
    public void While_the_log_is_off_nothing_is_written_but_secrets_are_followed()
    {
        var secrets = new Secrets();
        Hear("* OK begun ");
        Say("A1 BEGUN");
        _sink.Enabled = false;
        Hear("and ended\r\n* OK not shown\r\n");
        Say("A1 NOOP\r\n", secrets);
        _log.Note("not shown");
        Lines("server").ShouldBe(["* OK begun and ended"]);
        secrets.Asked.ShouldBe(1);

        _sink.Enabled = true;
        Say("A2 NOOP\r\n", secrets);
        _log.Note("shown");
        Lines("client").ShouldBe(["A2 NOOP"]);
        Lines("note").ShouldBe(["shown"]);
    }

    [Fact]
    public void Without_an_account_there_is_no_log()
    {
        var log = new ProtocolLog(null, "imap", 7, _sink, TimeProvider.System);
        log.Note("x");
        log.OnText("x"u8);
        log.OnLiteral(5);
        log.OnLineEnd();
        log.Client([.. "A1 NOOP\r\n"u8], 0, 9, null);
        _sink.Lines.ShouldBeEmpty();
    }

    private void Hear(string text) => _scanner.Scan(Encoding.ASCII.GetBytes(text));

    private void Say(string text, IAuthenticationSecretDetector? secrets = null) => _log.Client([.. "xx"u8, .. Encoding.ASCII.GetBytes(text), .. "yy"u8], 2, text.Length, secrets);

    private List<string> Lines(string source) => [.. _sink.Lines.Where(line => line.Source == source).Select(line => line.Text)];

    /// <summary>Finds the words it is given.</summary>
    private sealed class Secrets(params string[] words) : IAuthenticationSecretDetector
    {
        public int Asked { get; private set; }

        public IList<AuthenticationSecret> DetectSecrets(byte[] buffer, int offset, int count)
        {
            Asked++;
            return [.. words.Select(word => new AuthenticationSecret(buffer.AsSpan().IndexOf(Encoding.ASCII.GetBytes(word)), word.Length))];
        }
    }
}
