using ImapApi.Domain.Mailboxes;

namespace ImapApi.UnitTests.Domain.Mailboxes;

public sealed class MailboxPathTests
{
    [Theory]
    [InlineData("INBOX")]
    [InlineData("inbox")]
    [InlineData("InBoX")]
    public void INBOX_is_one_mailbox_in_any_case(string text) => MailboxPath.Parse(text).ShouldBeSameAs(MailboxPath.Inbox);

    [Theory]
    [InlineData("Work/2026")]
    [InlineData("inbox/sub")]
    [InlineData("Entwürfe")]
    [InlineData("[Gmail]/All Mail")]
    [InlineData(" leading and trailing ")]
    [InlineData("a\"b\\c")]
    public void Other_paths_are_kept_as_they_are(string text)
    {
        MailboxPath.Parse(text).Value.ShouldBe(text);
        MailboxPath.Parse(text).IsSpecialUse.ShouldBeFalse();
    }

    [Fact]
    public void Other_paths_are_compared_with_case() => MailboxPath.Parse("Work").ShouldNotBe(MailboxPath.Parse("work"));

    [Fact]
    public void A_special_use_stands_for_the_mailbox_that_has_it() => MailboxPath.Parse(@"\Sent").IsSpecialUse.ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\r\nA1 DELETE b")]
    [InlineData("a\0")]
    [InlineData("a\tb")]
    [InlineData("a\u2028")]
    public void What_could_break_a_line_is_refused(string? text)
    {
        MailboxPath.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => MailboxPath.Parse(text!));
    }

    [Fact]
    public void Length_is_bounded()
    {
        MailboxPath.TryParse(new string('a', MailboxPath.MaxLength), out _).ShouldBeTrue();
        MailboxPath.TryParse(new string('a', MailboxPath.MaxLength + 1), out _).ShouldBeFalse();
    }
}
