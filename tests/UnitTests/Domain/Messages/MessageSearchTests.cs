using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class MessageSearchTests
{
    private static readonly Dictionary<string, string> OneHeader = new() { ["X-A"] = "b" };

    public static TheoryData<MessageSearch> Texts =>
        [new MessageSearch(From: "a"), new MessageSearch(To: "a"), new MessageSearch(Cc: "a"), new MessageSearch(Bcc: "a"), new MessageSearch(Subject: "a"), new MessageSearch(Body: "a"), new MessageSearch(GmailRaw: "a"), new MessageSearch(Headers: OneHeader)];

    public static TheoryData<MessageSearch> Others =>
        [new MessageSearch(Sequence: "1"), new MessageSearch(Uids: "1"), new MessageSearch(Answered: true), new MessageSearch(Deleted: true), new MessageSearch(Draft: true), new MessageSearch(Seen: false), new MessageSearch(Flagged: true), new MessageSearch(Larger: 1), new MessageSearch(Smaller: 1), new MessageSearch(Since: new DateOnly(2026, 1, 1)), new MessageSearch(Before: new DateOnly(2026, 1, 1)),
            new MessageSearch(SentSince: new DateOnly(2026, 1, 1)), new MessageSearch(SentBefore: new DateOnly(2026, 1, 1)), new MessageSearch(ModSeq: 1), new MessageSearch(EmailId: "a"), new MessageSearch(ThreadId: "a")];

    [Fact]
    public void Without_keys_it_matches_all()
    {
        new MessageSearch().MatchesAll.ShouldBeTrue();
        new MessageSearch(Headers: new Dictionary<string, string>()).MatchesAll.ShouldBeTrue();
        new MessageSearch(Headers: new Dictionary<string, string>()).HasText.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void Some_keys_look_into_texts(MessageSearch search) => (search.HasText, search.MatchesAll, search.IsAscii).ShouldBe((true, false, true));

    [Theory, MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public void Others_do_not(MessageSearch search) => (search.HasText, search.MatchesAll, search.IsAscii).ShouldBe((false, false, true));

    [Fact]
    public void Every_key_makes_another_fingerprint()
    {
        MessageSearch[] all = [new(), .. Texts.Concat(Others).Select(row => row.Data), new(From: "b"), new(Seen: true), new(Headers: new Dictionary<string, string> { ["X-A"] = "c" })];

        all.Select(search => search.Fingerprint).Distinct().Count().ShouldBe(all.Length);
        all.ShouldAllBe(search => search.Fingerprint > 0);
        new MessageSearch(Headers: new Dictionary<string, string> { ["x-a"] = "b" }).Fingerprint.ShouldBe(new MessageSearch(Headers: OneHeader).Fingerprint);
        new MessageSearch(Headers: new Dictionary<string, string> { ["B"] = "1", ["A"] = "2" }).Fingerprint.ShouldBe(new MessageSearch(Headers: new Dictionary<string, string> { ["A"] = "2", ["B"] = "1" }).Fingerprint);
    }

    [Fact]
    public void One_text_beyond_ASCII_is_enough()
    {
        new MessageSearch(From: "ä", Headers: OneHeader).IsAscii.ShouldBeFalse();
        new MessageSearch(From: "a", Headers: new Dictionary<string, string> { ["X-A"] = "ä" }).IsAscii.ShouldBeFalse();
    }

    [Fact]
    public void Texts_beyond_ASCII_can_be_left_out()
    {
        var search = new MessageSearch(Seen: true, From: "ä", To: "a", Cc: "ä", Bcc: "ä", Subject: "ä", Body: "ä", GmailRaw: "ä", Headers: new Dictionary<string, string> { ["X-A"] = "ä", ["X-B"] = "b" });

        search.IsAscii.ShouldBeFalse();
        var ascii = search.AsciiPart;
        (ascii with { Headers = null }).ShouldBe(new MessageSearch(Seen: true, To: "a"));
        ascii.Headers.ShouldBe(new Dictionary<string, string> { ["X-B"] = "b" });
        ascii.IsAscii.ShouldBeTrue();
    }
}
