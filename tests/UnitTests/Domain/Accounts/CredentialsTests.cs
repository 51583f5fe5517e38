using System.Globalization;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Settings;
using ImapApi.Domain.Webhooks;

namespace ImapApi.UnitTests.Domain.Accounts;

public sealed class CredentialsTests
{
    private const string Secret = "tr0ub4dor";

    [Fact]
    public void No_spelling_shows_a_secret()
    {
        foreach (var credentials in new Credentials[] { new Credentials.Password("bob", Secret), new Credentials.AccessToken("bob", Secret) })
        {
            var endpoint = new ServerEndpoint("mail.example.com", 993, Secure: true, TlsPolicy.Default, credentials);
            var account = new Account(AccountId.Parse("bob"), "Bob", endpoint, endpoint)
            {
                Webhooks = new WebhookSettings(new WebhookTarget("1", HttpUrl.Parse($"https://bob:{Secret}@example.com"), default), [], [new CustomHeader("X-Key", Secret)]),
            };

            foreach (var text in new[] { $"{credentials}", string.Format(CultureInfo.InvariantCulture, "{0}", credentials), endpoint.ToString(), account.ToString(), account.Webhooks + "bob", account.Webhooks.Target + "bob", account.Webhooks.Headers[0] + "bob" })
            {
                text.ShouldNotContain(Secret);
                text.ShouldContain("bob");
            }
        }
    }

    [Fact]
    public void The_authentication_server_names_the_user() => new Credentials.AuthServer().User.ShouldBeNull();

    [Fact]
    public void Another_secret_is_a_change()
    {
        new Credentials.Password("bob", Secret).ShouldNotBe(new Credentials.Password("bob", "other"));
        new Credentials.Password("bob", Secret).ShouldBe(new Credentials.Password("bob", Secret));
        new Credentials.Password("bob", Secret).ShouldNotBe<Credentials>(new Credentials.AccessToken("bob", Secret));
    }
}
