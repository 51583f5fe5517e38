using ImapApi.Domain.Autoconfig;

namespace ImapApi.UnitTests.Domain.Autoconfig;

public sealed class KnownProvidersTests
{
    public static TheoryData<string> Domains => [.. KnownProviders.Domains];

    [Theory]
    [MemberData(nameof(Domains))]
    public void Every_listed_domain_is_found_by_an_address_and_leads_to_tls(string domain)
    {
        var found = KnownProviders.Find(MailDomain.Parse("user@" + domain)).ShouldNotBeNull();

        (found.Imap.Port, found.Imap.Secure).ShouldBe((993, true));
        (found.Smtp.Port, found.Smtp.Secure).ShouldBeOneOf((465, true), (587, false));
        found.Hints.Count.ShouldBe(found.Hints.Distinct().Count());
    }

    [Fact]
    public void Neither_a_subdomain_nor_a_look_alike_of_a_provider_is_the_provider()
    {
        KnownProviders.Find(MailDomain.Parse("user@mail.gmail.com")).ShouldBeNull();
        KnownProviders.Find(MailDomain.Parse("user@gmail.com.example.org")).ShouldBeNull();
        KnownProviders.Find(MailDomain.Parse("user@gmaıl.com")).ShouldBeNull();
    }

    [Theory]
    [InlineData("User@GMail.COM", "gmail.com")]
    [InlineData("\"a@b\"@example.org", "example.org")]
    [InlineData("x@Bücher.example", "xn--bcher-kva.example")]
    public void A_domain_is_lower_case_and_as_the_dns_writes_it(string address, string domain) => MailDomain.Parse(address).Value.ShouldBe(domain);

    [Theory]
    [InlineData("")]
    [InlineData("gmail.com")]
    [InlineData("@gmail.com")]
    [InlineData("a@")]
    [InlineData("a@localhost")]
    [InlineData("a@gmail.com.")]
    [InlineData("a@gmail..com")]
    [InlineData("a@-gmail.com")]
    [InlineData("a@gmail.com/x")]
    [InlineData("a@gmail.com:80")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a\r\nb@gmail.com")]
    [InlineData("a@gm\0ail.com")]
    public void What_is_not_an_address_at_a_host_name_is_refused(string address) => MailDomain.TryParse(address, out _).ShouldBeFalse();

    [Fact]
    public void An_address_may_be_as_long_as_smtp_allows_and_no_longer()
    {
        MailDomain.TryParse(new string('a', 310) + "@gmail.com", out _).ShouldBeTrue();
        MailDomain.TryParse(new string('a', 311) + "@gmail.com", out _).ShouldBeFalse();
    }
}
