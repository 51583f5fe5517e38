using CsCheck;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class PageCursorTests
{
    private static readonly Gen<PageCursor> Cursors = Gen.Select(Gen.UInt[1, uint.MaxValue], Gen.Bool, Gen.UInt, Gen.Int[0, int.MaxValue], Gen.UInt).Select(
        (mailbox, older, uid, position, search) => new PageCursor(new MailboxNumber(mailbox), older ? PageDirection.Older : PageDirection.Newer, uid, position, search));

    [Fact]
    public void Every_cursor_survives_its_spelling() =>
        Cursors.Sample(cursor => PageCursor.TryParse(cursor.ToString(), out var parsed) && parsed == cursor && cursor.ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    [Fact]
    public void The_first_position_is_one()
    {
        var first = new PageCursor(new MailboxNumber(1), PageDirection.Older, 1, 0, 0);
        PageCursor.TryParse(first.ToString(), out var parsed).ShouldBeTrue();
        parsed.ShouldBe(first);
    }

    [Fact]
    public void Any_string_is_either_refused_or_the_one_spelling_of_its_cursor() =>
        IdGenerators.Strings.Sample(text => !PageCursor.TryParse(text, out var cursor) || cursor.ToString() == text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAQAAAeE")]
    [InlineData("AQAAAAAAAAAAAQAAAAEAAAAA")]
    [InlineData("AgAAAAABAAAAAQAAAAEAAAAA")]
    [InlineData("AQIAAAABAAAAAQAAAAEAAAAA")]
    [InlineData("AQAAAAABAAAAAf____8AAAAA")]
    public void What_is_not_a_cursor_is_refused(string? text) => PageCursor.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Searches_have_different_fingerprints_when_they_differ()
    {
        MessageSearch[] searches =
        [
            new(), new(Sequence: "1"), new(Uids: "1"), new(From: "a"), new(To: "a"), new(Subject: "a"), new(Seen: true), new(Seen: false), new(Flagged: true),
            new(Since: new DateOnly(2024, 1, 1)), new(Before: new DateOnly(2024, 1, 1)), new(Larger: 1), new(Smaller: 1), new(GmailRaw: "a"),
            new(Headers: new Dictionary<string, string> { ["x"] = "a" }), new(Headers: new Dictionary<string, string> { ["x"] = "b" }),
        ];

        searches.Select(search => search.Fingerprint).Distinct().Count().ShouldBe(searches.Length);
        new MessageSearch(Headers: new Dictionary<string, string> { ["B"] = "1", ["a"] = "2" }).Fingerprint
            .ShouldBe(new MessageSearch(Headers: new Dictionary<string, string> { ["A"] = "2", ["b"] = "1" }).Fingerprint);
    }
}
