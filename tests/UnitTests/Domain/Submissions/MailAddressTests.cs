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
    [InlineData("a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]")]
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
    [InlineData("a@[300.1.1.1]")]
    [InlineData("a@[2001:db8::1]")]
    [InlineData("a@[IPv6:1::2::3]")]
    [InlineData("a,b@example.com")]
    [InlineData("a>@example.com")]
    public void What_is_no_address_has_none(string text)
    {
        MailAddress.IsValid(text).ShouldBeFalse();
        MailAddress.ToWire(text).ShouldBeNull();
    }

    [Theory]
    [InlineData(64, 189, true)]
    [InlineData(64, 190, false)]
    [InlineData(65, 20, false)]
    [InlineData(1, 252, true)]
    [InlineData(1, 253, false)]
    public void There_is_a_longest_address_and_a_longest_name_in_it(int local, int domain, bool isValid) =>
        MailAddress.IsValid($"{new string('a', local)}@{Domain(domain)}").ShouldBe(isValid);

    [Fact]
    public void A_name_is_as_long_as_it_is_on_the_wire()
    {
        MailAddress.IsValid($"{new string('ü', 32)}@example.com").ShouldBeTrue();
        MailAddress.IsValid($"{new string('ü', 33)}@example.com").ShouldBeFalse();
        MailAddress.IsValid($"a@ü{Domain(246)}").ShouldBeFalse();
    }

    [Fact]
    public void The_domain_of_an_address_is_ASCII() => MailAddress.Domain("\"a@b\"@bücher.example").ShouldBe("xn--bcher-kva.example");

    [Fact]
    public void Only_what_is_before_the_at_sign_needs_smtputf8()
    {
        MailAddress.NeedsSmtpUtf8("a@bücher.example").ShouldBeFalse();
        MailAddress.NeedsSmtpUtf8("jürgen@example.com").ShouldBeTrue();
        MailAddress.NeedsSmtpUtf8("").ShouldBeFalse();
    }

    /// <summary>A name of a host, in labels of at most 63 letters.</summary>
    private static string Domain(int length) => string.Concat(Enumerable.Range(1, length).Select(at => at % 60 == 0 && at < length ? '.' : 'x'));
}
