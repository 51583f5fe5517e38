using ImapApi.Domain.Accounts;

namespace ImapApi.UnitTests.Domain.Accounts;

public sealed class ServerEndpointTests
{
    private static readonly ServerEndpoint Endpoint = new("mail.example.com", 993, Secure: true, TlsPolicy.Default, new Credentials.Password("bob", "secret"));

    [Fact]
    public void Secrets_and_the_case_of_the_host_make_no_other_server()
    {
        Endpoint.SharesServerAndUserWith(Endpoint with { Host = "MAIL.example.com" }).ShouldBeTrue();
        Endpoint.SharesServerAndUserWith(Endpoint with { Credentials = new Credentials.Password("bob", "new") }).ShouldBeTrue();
        Endpoint.SharesServerAndUserWith(Endpoint with { Credentials = new Credentials.AccessToken("bob", "token") }).ShouldBeTrue();
    }

    public static TheoryData<string> Differences => new(Changed.Keys);

    private static Dictionary<string, ServerEndpoint> Changed { get; } = new()
    {
        ["host"] = Endpoint with { Host = "mail.example.org" },
        ["port"] = Endpoint with { Port = 143 },
        ["secure"] = Endpoint with { Secure = false },
        ["unchecked certificate"] = Endpoint with { Tls = new TlsPolicy(RejectUnauthorized: false) },
        ["TLS version"] = Endpoint with { Tls = new TlsPolicy(MinVersion: TlsVersion.Tls13) },
        ["plaintext"] = Endpoint with { Tls = new TlsPolicy(AllowPlaintext: true) },
        ["user"] = Endpoint with { Credentials = new Credentials.Password("eve", "secret") },
        ["case of the user"] = Endpoint with { Credentials = new Credentials.Password("Bob", "secret") },
        ["authentication server"] = Endpoint with { Credentials = new Credentials.AuthServer() },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void Another_way_to_the_server_or_another_user_is_another_one(string difference)
    {
        Endpoint.SharesServerAndUserWith(Changed[difference]).ShouldBeFalse();
        Changed[difference].SharesServerAndUserWith(Endpoint).ShouldBeFalse();
    }
}
