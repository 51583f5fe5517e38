using ImapApi.Application.Autoconfig;
using ImapApi.Domain.Autoconfig;
using NSubstitute;

namespace ImapApi.UnitTests.Application;

public sealed class GetAutoconfigTests
{
    private static readonly MailSettings Published = new(AutoconfigSource.Online, "Example", new MailHost("imap.example.org", 993, true), null, [], "https://example.org/config");

    private readonly IMailServiceRecords _dns = Substitute.For<IMailServiceRecords>();
    private readonly IPublishedSettings _http = Substitute.For<IPublishedSettings>();

    [Fact]
    public async Task Nobody_is_asked_about_a_domain_of_the_built_in_list()
    {
        (await GetAsync("gmail.com")).Settings!.Source.ShouldBe(AutoconfigSource.BuiltIn);

        _dns.ReceivedCalls().ShouldBeEmpty();
        _http.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_domain_says_itself_comes_before_who_receives_its_mail()
    {
        Dns(MailServiceRecords.None with { Imaps = [new ServiceRecord(0, 0, "imap.example.org.", 993)], Exchangers = [new MailExchanger(0, "aspmx.l.google.com.")], IsComplete = false });

        var found = await GetAsync("example.org");

        (found.Settings!.Source, found.Settings.Imap!.Host, found.IsComplete).ShouldBe((AutoconfigSource.Srv, "imap.example.org", false));
        _http.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_receives_its_mail_comes_before_what_is_published()
    {
        Dns(MailServiceRecords.None with { Exchangers = [new MailExchanger(0, "aspmx.l.google.com.")] });

        (await GetAsync("example.org")).Settings!.Source.ShouldBe(AutoconfigSource.Mx);

        _http.ReceivedCalls().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task What_is_published_comes_last_and_the_answer_is_complete_when_all_have_answered(bool dns, bool http, bool isComplete)
    {
        Dns(MailServiceRecords.None with { IsComplete = dns });
        _http.FindAsync(MailDomain.Parse("bob@example.org"), Arg.Any<CancellationToken>()).Returns(new AutoconfigFindings(Published, http));

        (await GetAsync("example.org")).ShouldBe(new AutoconfigFindings(Published, isComplete));
    }

    private void Dns(MailServiceRecords records) => _dns.FindAsync(MailDomain.Parse("bob@example.org"), Arg.Any<CancellationToken>()).Returns(records);

    private Task<AutoconfigFindings> GetAsync(string domain) =>
        new GetAutoconfig.Handler(_dns, _http).Handle(new GetAutoconfig(MailDomain.Parse("bob@" + domain)), TestContext.Current.CancellationToken);
}
