using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Mapping;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class SearchTextTests
{
    public static TheoryData<MessageSearch, string?> Searches => new()
    {
        { new(), "ALL" },
        { new(Answered: true, Deleted: false, Draft: true, Seen: false, Flagged: true), "ANSWERED UNDELETED DRAFT UNSEEN FLAGGED" },
        { new(From: "alice", To: "b\"o\\b", Cc: "c", Bcc: "d", Subject: "hi there", Body: "x"), "FROM \"alice\" TO \"b\\\"o\\\\b\" CC \"c\" BCC \"d\" SUBJECT \"hi there\" BODY \"x\"" },
        { new(Larger: 10, Smaller: uint.MaxValue), "LARGER 10 SMALLER 4294967295" },
        { new(Since: new DateOnly(2026, 1, 2), Before: new DateOnly(2026, 12, 31), SentSince: new DateOnly(2026, 1, 2), SentBefore: new DateOnly(2026, 2, 1)), "SINCE 2-Jan-2026 BEFORE 31-Dec-2026 SENTSINCE 2-Jan-2026 SENTBEFORE 1-Feb-2026" },
        { new(Headers: new Dictionary<string, string> { ["X-Foo"] = "" }), "HEADER \"X-Foo\" \"\"" },
        { new(Subject: "grüße"), null },
        { new(EmailId: "M1"), null },
        { new(GmailRaw: "x"), null },
        { new(Uids: "1"), null },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public void Writes_the_keys_that_every_server_knows_and_nothing_else(MessageSearch search, string? text) => SearchText.Write(search).ShouldBe(text);

    [Theory]
    [InlineData("Archive/2023", "\"Archive/2023\"")]
    [InlineData("a \"b\" \\c", "\"a \\\"b\\\" \\\\c\"")]
    [InlineData("Grüße", null)]
    [InlineData("R&D", null)]
    public void Quotes_names_that_are_on_the_wire_what_they_are(string name, string? quoted) => SearchText.QuoteName(name).ShouldBe(quoted);
}
