using System.Text;
using ImapApi.Domain.Autoconfig;
using ImapApi.Infrastructure.Autoconfig;
using ImapApi.TestKit;

namespace ImapApi.UnitTests.Infrastructure.Autoconfig;

public sealed class ClientConfigTests
{
    private const string Url = "https://example.org/config";
    private const string Server = "<hostname>imap.example.org</hostname><port>993</port><socketType>SSL</socketType>";

    [Fact]
    public void The_first_servers_with_tls_are_read() =>
        Read(ClientConfigFile.Of("example.org")).ShouldBeEquivalentTo(
            new MailSettings(AutoconfigSource.Online, "Example Mail", new MailHost("imap.example.org", 993, true), new MailHost("smtp.example.org", 587, false), [], Url));

    [Fact]
    public void Another_encoding_that_the_file_declares_is_read() =>
        ClientConfig.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<?xml version=\"1.0\" encoding=\"utf-16\"?>" + ClientConfigFile.WithImap(Server))).ToArray(), Domain, Url)!
            .Imap!.Host.ShouldBe("imap.example.org");

    [Theory]
    [InlineData("<authentication>OAuth2</authentication>", "", SignInHint.OAuth2Only)]
    [InlineData("<authentication>password-cleartext</authentication>", "<enable visiturl=\"https://example.org/\"/>", SignInHint.EnableImap)]
    public void What_the_log_in_needs_is_read(string imap, string provider, SignInHint hint) => Read(ClientConfigFile.WithImap(Server + imap, provider))!.Hints.ShouldBe([hint]);

    [Fact]
    public void Oauth2_beside_a_password_is_no_demand() =>
        Read(ClientConfigFile.WithImap(Server + "<authentication>OAuth2</authentication><authentication>password-cleartext</authentication>"))!.Hints.ShouldBeEmpty();

    [Fact]
    public void A_known_providers_server_keeps_its_hints()
    {
        var found = Read(ClientConfigFile.WithImap("<hostname>outlook.office365.com</hostname><port>993</port><socketType>SSL</socketType><authentication>password-cleartext</authentication>"))!;

        (found.Provider, found.Hints.ShouldHaveSingleItem()).ShouldBe(("Microsoft 365", SignInHint.OAuth2Only));
    }

    [Theory]
    [InlineData("<hostname>imap.example.org</hostname><port>143</port><socketType>plain</socketType>")]
    [InlineData("<hostname>imap.example.org</hostname><port>993</port>")]
    [InlineData("<hostname>imap.example.org</hostname><port>0</port><socketType>SSL</socketType>")]
    [InlineData("<hostname>imap.example.org</hostname><port>65536</port><socketType>SSL</socketType>")]
    [InlineData("<hostname>imap.example.org</hostname><port>99999999999</port><socketType>SSL</socketType>")]
    [InlineData("<hostname>imap.example.org</hostname><port>-1</port><socketType>SSL</socketType>")]
    [InlineData("<hostname>%EMAILLOCALPART%.example.org</hostname><port>993</port><socketType>SSL</socketType>")]
    [InlineData("<hostname>imap.example.org&#10;x</hostname><port>993</port><socketType>SSL</socketType>")]
    [InlineData("<hostname>169.254.169.254</hostname><port>993</port><socketType>SSL</socketType>")]
    [InlineData("<hostname>localhost</hostname><port>993</port><socketType>SSL</socketType>")]
    [InlineData("")]
    public void A_server_without_tls_or_that_can_be_nowhere_is_none(string server) => Read(ClientConfigFile.WithImap(server)).ShouldBeNull();

    [Theory]
    [InlineData("a\u0007b")]
    [InlineData("two&#10;lines")]
    public void A_name_that_is_no_line_of_text_is_left_out(string name)
    {
        // XML 1.0 knows no control characters at all but the ends of lines.
        if (name.Any(char.IsControl))
            Should.Throw<FormatException>(() => Read(ClientConfigFile.WithImap(Server, $"<displayName>{name}</displayName>")));
        else
            Read(ClientConfigFile.WithImap(Server, $"<displayName>{name}</displayName>"))!.Provider.ShouldBeNull();
    }

    public static TheoryData<string> Hostile =>
    [
        "",
        "<html><body>Sign in</body></html>",
        "<clientConfig version=\"1.1\"/>",
        "<clientConfig version=\"1.1\"><emailProvider id=\"example.org\">",
        "<clientConfig xmlns=\"urn:other\"><emailProvider/></clientConfig>",
        "<?xml version=\"1.0\" encoding=\"nosuch\"?>" + ClientConfigFile.WithImap(Server),
        "<!DOCTYPE clientConfig SYSTEM \"http://127.0.0.1:1/x.dtd\">" + ClientConfigFile.WithImap(Server),
        "<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + ClientConfigFile.WithImap(Server, "<displayName>&x;</displayName>"),
        "<!DOCTYPE c [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>" + ClientConfigFile.WithImap(Server, "<displayName>&c;</displayName>"),
        ClientConfigFile.WithImap(Server, "<displayName>&undefined;</displayName>"),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_no_such_file_is_refused(string file) => Should.Throw<FormatException>(() => Read(file));

    [Fact]
    public void A_file_of_nothing_but_nesting_is_read_without_harm() =>
        Read(ClientConfigFile.WithImap(Server, string.Concat(Enumerable.Repeat("<a>", 9000)) + string.Concat(Enumerable.Repeat("</a>", 9000))))!.Imap!.Host.ShouldBe("imap.example.org");

    private static MailDomain Domain { get; } = MailDomain.Parse("bob@example.org");

    private static MailSettings? Read(string file) => ClientConfig.Read(Encoding.UTF8.GetBytes(file), Domain, Url);
}
