using ImapApi.Domain.Autoconfig;

namespace ImapApi.UnitTests.Domain.Autoconfig;

public sealed class MailServiceRecordsTests
{
    [Fact]
    public void The_lowest_priority_wins_whatever_the_weights() =>
        ServiceSelection.Choose([Record("b.example.org.", priority: 20, weight: 100), Record("a.example.org.", priority: 10, weight: 0)], secure: true, bound => bound - 1).ShouldBe(new MailHost("a.example.org", 993, true));

    [Fact]
    public void Of_one_priority_each_is_drawn_as_often_as_it_weighs()
    {
        ServiceRecord[] records = [Record("heavy.example.org.", weight: 3), Record("none.example.org.", weight: 0), Record("light.example.org.", weight: 1)];

        // RFC 2782: a number from 0 to the sum, both included.
        var drawn = Enumerable.Range(0, 5).Select(number => ServiceSelection.Choose(records, secure: true, bound =>
        {
            bound.ShouldBe(5);
            return number;
        })!.Host);

        drawn.ShouldBe(["none.example.org", "light.example.org", "heavy.example.org", "heavy.example.org", "heavy.example.org"]);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("localhost.")]
    [InlineData("127.0.0.1.")]
    [InlineData("\\013\\010.example.org.")]
    [InlineData("a b.example.org.")]
    [InlineData("-a.example.org.")]
    [InlineData("xn------.")]
    [InlineData("")]
    [InlineData("..")]
    public void A_target_at_which_no_server_can_be_is_passed_over(string target) =>
        ServiceSelection.Choose([Record(target), Record("b.example.org.", priority: 20)], secure: true, _ => 0).ShouldBe(new MailHost("b.example.org", 993, true));

    [Fact]
    public void Port_0_is_passed_over() => ServiceSelection.Choose([Record("a.example.org.", port: 0)], secure: true, _ => 0).ShouldBeNull();

    [Fact]
    public void Tls_from_the_first_byte_is_preferred_to_starttls() =>
        By(imaps: [Record("tls.example.org.")], imap: [Record("start.example.org.", port: 143)], submissions: [Record("tls.example.org.", port: 465)], submission: [Record("start.example.org.", port: 587)])
            .ShouldBeEquivalentTo(new MailSettings(AutoconfigSource.Srv, null, new MailHost("tls.example.org", 993, true), new MailHost("tls.example.org", 465, true), []));

    [Fact]
    public void Starttls_is_taken_where_tls_is_refused() =>
        By(imaps: [Record(".", port: 0)], imap: [Record("start.example.org.", port: 143)], submission: [Record("start.example.org.", port: 587)])
            .ShouldBeEquivalentTo(new MailSettings(AutoconfigSource.Srv, null, new MailHost("start.example.org", 143, false), new MailHost("start.example.org", 587, false), []));

    [Fact]
    public void A_domain_that_refuses_imap_has_none_and_that_is_known() =>
        By(imaps: [Record(".", port: 0)], submissions: [Record("smtp.example.org.", port: 465)])
            .ShouldBeEquivalentTo(new MailSettings(AutoconfigSource.Srv, null, null, new MailHost("smtp.example.org", 465, true), []));

    [Fact]
    public void A_domain_that_says_nothing_of_imap_is_not_known_by_srv() => By(submissions: [Record("smtp.example.org.", port: 465)]).ShouldBeNull();

    [Fact]
    public void A_known_providers_server_brings_its_name_its_hints_and_what_is_missing()
    {
        var found = By(imaps: [Record("IMAP.gmail.com.")]).ShouldNotBeNull();

        (found.Source, found.Provider, found.Imap, found.Smtp).ShouldBe((AutoconfigSource.Srv, "Google Workspace", new MailHost("imap.gmail.com", 993, true), new MailHost("smtp.gmail.com", 465, true)));
        found.Hints.ShouldBe([SignInHint.AppPassword]);
    }

    [Fact]
    public void What_is_refused_is_not_filled_in() => By(imaps: [Record("imap.gmail.com.")], submission: [Record(".", port: 0)])!.Smtp.ShouldBeNull();

    [Theory]
    [InlineData("aspmx.l.google.com.", "Google Workspace", "imap.gmail.com", SignInHint.AppPassword)]
    [InlineData("SMTP.Google.COM.", "Google Workspace", "imap.gmail.com", SignInHint.AppPassword)]
    [InlineData("example-org.mail.protection.outlook.com.", "Microsoft 365", "outlook.office365.com", SignInHint.OAuth2Only)]
    [InlineData("example-org.j-v1.mx.microsoft.", "Microsoft 365", "outlook.office365.com", SignInHint.OAuth2Only)]
    [InlineData("mx01.mail.icloud.com.", "iCloud", "imap.mail.me.com", SignInHint.AppPassword)]
    [InlineData("in1-smtp.messagingengine.com.", "Fastmail", "imap.fastmail.com", SignInHint.AppPassword)]
    [InlineData("mx.zoho.eu.", "Zoho", "imappro.zoho.eu", SignInHint.EnableImap)]
    public void A_domain_whose_mail_a_known_provider_receives_has_its_settings(string exchanger, string provider, string imap, SignInHint hint)
    {
        var found = ByMx(new MailExchanger(10, exchanger)).ShouldNotBeNull();

        (found.Source, found.Provider, found.Imap!.Host).ShouldBe((AutoconfigSource.Mx, provider, imap));
        found.Hints.ShouldContain(hint);
    }

    [Theory]
    [InlineData("mx.notgoogle.com.")]
    [InlineData("google.com.example.org.")]
    [InlineData("protection.outlook.com.")]
    [InlineData(".")]
    public void A_look_alike_is_no_provider(string exchanger) => ByMx(new MailExchanger(10, exchanger)).ShouldBeNull();

    [Fact]
    public void Only_the_first_exchangers_count() =>
        ByMx(new MailExchanger(20, "aspmx.l.google.com."), new MailExchanger(10, "mx.example.org.")).ShouldBeNull();

    private static MailSettings? By(ServiceRecord[]? imaps = null, ServiceRecord[]? imap = null, ServiceRecord[]? submissions = null, ServiceRecord[]? submission = null) =>
        new MailServiceRecords(imaps ?? [], imap ?? [], submissions ?? [], submission ?? [], [], IsComplete: true).BySrv(_ => 0);

    private static MailSettings? ByMx(params MailExchanger[] exchangers) => (MailServiceRecords.None with { Exchangers = exchangers }).ByMx();

    private static ServiceRecord Record(string target, int priority = 10, int weight = 0, int port = 993) => new(priority, weight, target, port);
}
