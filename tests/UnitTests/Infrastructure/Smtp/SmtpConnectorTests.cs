using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.MailServers;
using ImapApi.Infrastructure.Smtp;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Imap;
using ImapApi.TestKit.Smtp;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.Smtp;

public sealed class SmtpConnectorTests : IDisposable
{
    private static readonly AccountId Bob = AccountId.Parse("bob-id");
    private static readonly IOptions<ImapOptions> Standard = Options.Create(new ImapOptions());

    private readonly ConnectGate _gate = new(Standard, TimeProvider.System);

    [Theory]
    [InlineData("Plain", "PLAIN LOGIN")]
    [InlineData("StartTls", "LOGIN")]
    [InlineData("Tls", "PLAIN")]
    public async Task Logs_in_with_a_password_and_with_tls_where_it_is_offered(string security, string mechanisms)
    {
        var wire = Enum.Parse<WireSecurity>(security);
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Security = wire, Mechanisms = mechanisms.Split(' '), Admits = login => login is { User: "bob", Secret: "secret" } });

        using var client = await OpenAsync(sink, new FixedCredentials(new Credentials.Password("bob", "secret")));

        client.IsAuthenticated.ShouldBeTrue();
        client.IsSecure.ShouldBe(wire != WireSecurity.Plain);
        var login = sink.Sessions[^1];
        login.IsSecure.ShouldBe(wire != WireSecurity.Plain);
        login.State.Login!.Mechanism.ShouldBe(mechanisms.Split(' ')[0]);
    }

    [Theory]
    [InlineData("XOAUTH2")]
    [InlineData("OAUTHBEARER")]
    public async Task A_refused_token_is_renewed_once_and_tried_on_a_new_connection(string mechanism)
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [mechanism], Admits = login => login == new SmtpLogin(mechanism, "bob", "new") });
        var source = new FixedCredentials(new Credentials.AccessToken("bob", "old"), new Credentials.AccessToken("bob", "new"));

        using var client = await OpenAsync(sink, source);

        client.IsAuthenticated.ShouldBeTrue();
        source.Questions.ShouldBe([("bob-id", "smtp", false), ("bob-id", "smtp", true)]);
        sink.Commands.Where(command => command.Stage == SmtpStage.Auth).Select(command => command.Connection).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_refusal_stands_when_there_are_no_other_credentials()
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Admits = _ => false });

        await Should.ThrowAsync<AuthenticationException>(() => OpenAsync(sink, new FixedCredentials(new Credentials.Password("bob", "wrong"))));

        sink.Commands.Count(command => command.Stage == SmtpStage.Auth).ShouldBe(1);
        await sink.WaitForOpenConnectionsAsync(0);
    }

    [Fact]
    public async Task A_temporary_refusal_is_no_reason_to_ask_again()
    {
        await using var sink = SmtpSink.Start();
        sink.Answer(SmtpStage.Auth, "454 4.7.0 Temporary authentication failure");
        var source = new FixedCredentials(new Credentials.Password("bob", "one"), new Credentials.Password("bob", "two"));

        var error = await Should.ThrowAsync<SmtpCommandException>(() => OpenAsync(sink, source));

        error.StatusCode.ShouldBe((SmtpStatusCode)454);
        error.Message.ShouldBe("4.7.0 Temporary authentication failure");
        source.Questions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_token_is_not_given_to_a_server_that_takes_none()
    {
        await using var sink = SmtpSink.Start();

        var error = await Should.ThrowAsync<MailServerRejectedException>(() => OpenAsync(sink, new FixedCredentials(new Credentials.AccessToken("bob", "token"))));

        error.Code.ShouldBe("MechanismNotOffered");
        sink.Commands.ShouldNotContain(command => command.Stage == SmtpStage.Auth);
    }

    [Fact]
    public async Task A_relay_that_offers_no_log_in_is_used_without()
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Mechanisms = [] });

        using var client = await OpenAsync(sink, new FixedCredentials(new Credentials.Password("bob", "secret")));

        client.IsConnected.ShouldBeTrue();
        client.IsAuthenticated.ShouldBeFalse();
    }

    public void Dispose() => _gate.Dispose();

    private Task<SubmissionClient> OpenAsync(SmtpSink sink, FixedCredentials source)
    {
        var endpoint = new ServerEndpoint(sink.Host, sink.Port, sink.Options.Security == WireSecurity.Tls, new TlsPolicy(RejectUnauthorized: false), new Credentials.AuthServer());
        return new SmtpConnector(new MailServerDialer(), _gate, source, new RecordingLogSink(), Standard, TimeProvider.System).OpenAsync(Bob, endpoint, CancellationToken.None);
    }
}
