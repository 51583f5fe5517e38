using System.Net;
using System.Security.Authentication;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.MailServers;
using ImapApi.TestKit.Builders;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapApi.UnitTests.Infrastructure.Network;

/// <summary>What decides whether a password may cross the wire.</summary>
public sealed class TransportSecurityTests
{
    [Theory]
    [InlineData(true, SecureSocketOptions.SslOnConnect)]
    [InlineData(false, SecureSocketOptions.StartTls)]
    public void Tls_is_demanded_at_once_or_by_STARTTLS(bool secure, SecureSocketOptions required) =>
        TransportSecurity.Required(SampleAccounts.Endpoint with { Secure = secure }).ShouldBe(required);

    [Theory]
    [InlineData(TlsVersion.Tls12, SslProtocols.Tls12 | SslProtocols.Tls13)]
    [InlineData(TlsVersion.Tls13, SslProtocols.Tls13)]
    public void Nothing_older_than_TLS_1_2_is_spoken(TlsVersion oldest, SslProtocols spoken)
    {
        using var client = new ImapClient();
        TransportSecurity.Configure(client, new TlsPolicy(MinVersion: oldest));
        client.SslProtocols.ShouldBe(spoken);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Certificates_are_checked_unless_the_account_says_otherwise(bool rejectUnauthorized, bool isChecked)
    {
        using var client = new ImapClient();
        TransportSecurity.Configure(client, new TlsPolicy(RejectUnauthorized: rejectUnauthorized));
        (client.ServerCertificateValidationCallback is null).ShouldBe(isChecked);
    }

    [Theory]
    [InlineData(false, false, false, false)]
    [InlineData(false, true, false, false)]
    [InlineData(false, false, true, false)]
    [InlineData(false, true, true, true)]
    [InlineData(true, true, true, false)]
    public void Away_from_loopback_plaintext_needs_the_account_and_the_configuration(bool secure, bool account, bool configuration, bool allowed) =>
        TransportSecurity.MayBePlain(Endpoint(secure, account), new IPEndPoint(IPAddress.Parse("192.0.2.1"), 143), configuration).ShouldBe(allowed);

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void On_loopback_the_server_may_be_asked_first_what_it_offers(bool secure, bool allowed) =>
        TransportSecurity.MayBePlain(Endpoint(secure, allowPlaintext: false), new IPEndPoint(IPAddress.Loopback, 143), allowPlaintext: false).ShouldBe(allowed);

    private static ServerEndpoint Endpoint(bool secure, bool allowPlaintext) => SampleAccounts.Endpoint with { Secure = secure, Tls = new TlsPolicy(AllowPlaintext: allowPlaintext) };
}
