using ImapApi.Domain.Submissions;

namespace ImapApi.UnitTests.Domain.Submissions;

public sealed class HeaderRulesTests
{
    [Theory]
    [InlineData("X-Custom", true)]
    [InlineData("!", true)]
    [InlineData("~", true)]
    [InlineData("", false)]
    [InlineData("X:Y", false)]
    [InlineData("X Y", false)]
    [InlineData("X-Ü", false)]
    [InlineData("X\n", false)]
    [InlineData("X\u007F", false)]
    public void A_name_is_visible_ASCII_without_a_colon(string name, bool isName) => HeaderRules.IsName(name).ShouldBe(isName);

    [Fact]
    public void A_name_has_at_most_76_characters()
    {
        HeaderRules.IsName(new string('x', 76)).ShouldBeTrue();
        HeaderRules.IsName(new string('x', 77)).ShouldBeFalse();
    }

    [Fact]
    public void What_says_what_the_message_is_is_not_the_callers()
    {
        string[] ours =
        [
            "From", "To", "Cc", "Bcc", "Reply-To", "Subject", "Message-ID", "Date", "Sender", "Return-Path", "Received", "MIME-Version", "Delivered-To", "X-Original-To",
            "DKIM-Signature", "DomainKey-Signature", "Authentication-Results", "Received-SPF", "Content-Anything", "Resent-To", "ARC-Seal",
        ];
        foreach (var name in ours)
            (HeaderRules.IsOurs(name), HeaderRules.IsOurs(name.ToUpperInvariant())).ShouldBe((true, true), name);
        foreach (var name in (string[])["X-From", "Contents", "References", ""])
            HeaderRules.IsOurs(name).ShouldBeFalse(name);
    }

    [Theory]
    [InlineData("in-reply-to", true)]
    [InlineData("REFERENCES", true)]
    [InlineData("X-References", false)]
    public void Two_fields_thread(string name, bool threads) => HeaderRules.IsThreading(name).ShouldBe(threads);
}
