using ImapApi.Domain.Submissions;

namespace ImapApi.UnitTests.Domain.Submissions;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("a@example.com", "a@example.com")]
    [InlineData("first.last+tag@sub.example.com", "first.last+tag@sub.example.com")]
    [InlineData("o'neill@localhost", "o'neill@localhost")]
    [InlineData("\"quoted local\"@example.com", "\"quoted local\"@example.com")]
    [InlineData("a@[127.0.0.1]", "a@[127.0.0.1]")]
    [InlineData("a@bücher.example", "a@xn--bcher-kva.example")]
    [InlineData("jürgen@example.com", "jürgen@example.com")]
    public void An_address_has_a_form_for_the_wire(string address, string wire) => MailAddress.ToWire(address).ShouldBe(wire);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("@example.com")]
    [InlineData("a@")]
    [InlineData("a b@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData(".a@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("<a@example.com>")]
    [InlineData("a@example.com\r\nRCPT TO:<x@y.z>")]
    [InlineData("a@exa\nmple.com")]
    [InlineData("a\0@example.com")]
    [InlineData("a\u0085@example.com")]
    [InlineData("a@exam\u0080ple.com")]
    [InlineData("a@exam\u0085ple.com")]
    [InlineData("a\u2028@example.com")]
    [InlineData("a\u200b@example.com")]
    [InlineData("\"a\r\n\"@example.com")]
    [InlineData("a@-example.com")]
    [InlineData("a@example..com")]
    [InlineData("a@exam_ple.com")]
    [InlineData("a@[1.2.3]x")]
    [InlineData("a,b@example.com")]
    [InlineData("a>@example.com")]
    public void What_is_no_address_has_none(string text)
    {
        MailAddress.IsValid(text).ShouldBeFalse();
        MailAddress.ToWire(text).ShouldBeNull();
    }

    [Fact]
    public void Only_what_is_before_the_at_sign_needs_smtputf8()
    {
        MailAddress.NeedsSmtpUtf8("a@bücher.example").ShouldBeFalse();
        MailAddress.NeedsSmtpUtf8("jürgen@example.com").ShouldBeTrue();
        MailAddress.NeedsSmtpUtf8("").ShouldBeFalse();
    }
}
