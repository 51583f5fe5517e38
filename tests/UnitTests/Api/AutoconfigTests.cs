using System.Net;
using ImapApi.Application.Autoconfig;
using ImapApi.Domain.Autoconfig;
using NSubstitute;

namespace ImapApi.UnitTests.Api;

public sealed class AutoconfigTests : IAsyncLifetime
{
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.Port<IMailServiceRecords>().FindAsync(null!, default).ReturnsForAnyArgs(MailServiceRecords.None);
        Publish(null, isComplete: true);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("user@gmail.com", """{"domain":"gmail.com","provider":"Gmail","source":"builtIn","imap":{"host":"imap.gmail.com","port":993,"secure":true},"smtp":{"host":"smtp.gmail.com","port":465,"secure":true},"hints":["appPassword"]}""")]
    [InlineData("user@Hotmail.com", """{"domain":"hotmail.com","provider":"Outlook.com","source":"builtIn","imap":{"host":"outlook.office365.com","port":993,"secure":true},"smtp":{"host":"smtp-mail.outlook.com","port":587,"secure":false},"hints":["oauth2Only"]}""")]
    [InlineData("user@web.de", """{"domain":"web.de","provider":"WEB.DE","source":"builtIn","imap":{"host":"imap.web.de","port":993,"secure":true},"smtp":{"host":"smtp.web.de","port":587,"secure":false},"hints":["enableImap"]}""")]
    [InlineData("user@unknown.example", """{"domain":"unknown.example"}""")]
    public async Task The_servers_of_an_address_are_found_by_its_domain(string email, string expected) => (await AskAsync(email)).ShouldBe(expected);

    [Fact]
    public async Task A_domain_of_which_nothing_is_known_because_nobody_answered_is_told_from_one_without_servers()
    {
        Publish(null, isComplete: false);

        (await AskAsync("user@unknown.example")).ShouldBe("""{"domain":"unknown.example","incomplete":true}""");
    }

    [Fact]
    public async Task What_was_found_says_where()
    {
        Publish(new MailSettings(AutoconfigSource.Online, null, new MailHost("imap.unknown.example", 143, false), null, [], "https://autoconfig.unknown.example/mail/config-v1.1.xml"), isComplete: true);

        (await AskAsync("user@unknown.example")).ShouldBe(
            """{"domain":"unknown.example","source":"online","url":"https://autoconfig.unknown.example/mail/config-v1.1.xml","imap":{"host":"imap.unknown.example","port":143,"secure":false},"hints":[]}""");
    }

    [Theory]
    [InlineData("/v1/autoconfig")]
    [InlineData("/v1/autoconfig?email=")]
    [InlineData("/v1/autoconfig?email=nobody")]
    public async Task What_is_not_an_address_is_refused_by_name(string path)
    {
        var (status, problem) = await _server.AskAsync("GET", path);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["fields"]!.AsArray().ShouldHaveSingleItem()!["key"]!.GetValue<string>().ShouldBe("email");
    }

    private void Publish(MailSettings? settings, bool isComplete) =>
        _server.Port<IPublishedSettings>().FindAsync(null!, default).ReturnsForAnyArgs(new AutoconfigFindings(settings, isComplete));

    private async Task<string> AskAsync(string email) => (await _server.AskAsync("GET", "/v1/autoconfig?email=" + Uri.EscapeDataString(email))).Body.ToJsonString();
}
