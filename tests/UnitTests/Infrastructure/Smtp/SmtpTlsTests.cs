using System.Net;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.MailServers;
using ImapApi.Infrastructure.Smtp;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Imap;
using ImapApi.TestKit.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.Smtp;

/// <summary>Whatever somebody between us and the server does to TLS: no credentials in clear, and an error that says why.</summary>
public sealed class SmtpTlsTests : IDisposable
{
    private static readonly IOptions<ImapOptions> Standard = Options.Create(new ImapOptions());

    private readonly ConnectGate _gate = new(Standard, TimeProvider.System);

    [Theory]
    [InlineData("Tls")]
    [InlineData("StartTls")]
    public async Task A_certificate_that_is_not_trusted_ends_it_before_the_log_in(string security)
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Security = Enum.Parse<WireSecurity>(security) });

        var exception = await Should.ThrowAsync<SslHandshakeException>(() => OpenAsync(sink, new TlsPolicy()));

        var error = MailServerErrors.Describe(exception, sink.Host, sink.Port, TimeProvider.System.GetUtcNow());
        error.Code.ShouldBe("CertificateRejected");
        error.Message.ShouldContain("tls.rejectUnauthorized");
        await ShouldNotHaveLoggedInAsync(sink);
    }

    [Theory]
    [InlineData("454 4.7.0 TLS not available")]
    [InlineData("501 5.5.4 No parameters")]
    [InlineData("250 2.0.0 Fine")]
    public async Task Where_starttls_is_offered_and_then_refused_nothing_is_said_in_clear(string reply)
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Security = WireSecurity.StartTls });
        sink.On(SmtpStage.StartTls, (_, answer) => answer.LineAsync(reply));

        await Should.ThrowAsync<Exception>(() => OpenAsync(sink, Anything));

        await ShouldNotHaveLoggedInAsync(sink);
    }

    [Fact]
    public async Task Where_starttls_is_demanded_and_the_offer_is_stripped_nothing_is_said_in_clear()
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Security = WireSecurity.StartTls });
        // The first connection asked what is offered; on the second somebody has taken it out, and put in what would be welcome in clear.
        sink.On(SmtpStage.Ehlo, (command, answer) => command.Connection == 1 ? answer.StandardAsync() : answer.LineAsync("250-sink.test\r\n250 AUTH PLAIN LOGIN"));

        var exception = await Should.ThrowAsync<NotSupportedException>(() => OpenAsync(sink, Anything));

        MailServerErrors.Describe(exception, sink.Host, sink.Port, TimeProvider.System.GetUtcNow()).Code.ShouldBe("TlsNotOffered");
        await ShouldNotHaveLoggedInAsync(sink);
    }

    [Fact]
    public async Task What_was_slipped_in_behind_the_answer_to_starttls_is_not_taken_for_the_servers_word()
    {
        await using var sink = SmtpSink.Start(new SmtpSinkOptions { Security = WireSecurity.StartTls, Mechanisms = ["PLAIN"] });
        sink.On(SmtpStage.StartTls, async (_, answer) =>
        {
            await answer.ApplyAsync();
            await answer.RawAsync("220 2.0.0 Go ahead\r\n250-evil.test\r\n250 AUTH XOAUTH2\r\n");
        });

        SubmissionClient? client = null;
        var exception = await Record.ExceptionAsync(async () => client = await OpenAsync(sink, Anything));

        using (client)
        {
            // Either it breaks the handshake, or it is thrown away.
            (exception is not null || (client!.IsSecure && client.AuthenticationMechanisms.SetEquals(["PLAIN"]))).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_where_it_is_due_at_once_is_told_so()
    {
        await using var sink = SmtpSink.Start();

        var exception = await Should.ThrowAsync<SslHandshakeException>(() => OpenAsync(sink, Anything, secure: true));

        MailServerErrors.Describe(exception, sink.Host, sink.Port, TimeProvider.System.GetUtcNow()).Message.ShouldContain("secure should be false");
        await ShouldNotHaveLoggedInAsync(sink);
    }

    [Theory]
    [InlineData("127.0.0.1", false, false, false, true)]
    [InlineData("::1", false, false, false, true)]
    [InlineData("192.0.2.1", false, false, false, false)]
    [InlineData("192.0.2.1", false, true, false, false)]
    [InlineData("192.0.2.1", false, false, true, false)]
    [InlineData("192.0.2.1", false, true, true, true)]
    [InlineData("127.0.0.1", true, true, true, false)]
    [InlineData("::ffff:192.0.2.1", false, false, true, false)]
    public void Only_loopback_hosts_and_what_account_and_configuration_both_allow_may_be_plain(string address, bool secure, bool account, bool configuration, bool expected)
    {
        var endpoint = new ServerEndpoint("host", 25, secure, new TlsPolicy(AllowPlaintext: account), new Credentials.Password("bob", "secret"));

        TransportSecurity.MayBePlain(endpoint, new IPEndPoint(IPAddress.Parse(address), 25), configuration).ShouldBe(expected);
        TransportSecurity.Required(endpoint).ShouldBe(secure ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls);
    }

    public void Dispose() => _gate.Dispose();

    private static TlsPolicy Anything { get; } = new(RejectUnauthorized: false);

    private static async Task ShouldNotHaveLoggedInAsync(SmtpSink sink)
    {
        await sink.WaitForOpenConnectionsAsync(0);
        sink.Commands.ShouldNotContain(command => command.Stage == SmtpStage.Auth || command.Stage == SmtpStage.Mail);
        System.Text.Encoding.ASCII.GetString(sink.Received).ShouldNotContain("AUTH", Case.Insensitive);
    }

    private Task<SubmissionClient> OpenAsync(SmtpSink sink, TlsPolicy tls, bool? secure = null)
    {
        var endpoint = new ServerEndpoint(sink.Host, sink.Port, secure ?? sink.Options.Security == WireSecurity.Tls, tls, new Credentials.Password("bob", "secret"));
        return new SmtpConnector(new MailServerDialer(), _gate, new FixedCredentials(), new RecordingLogSink(), Standard, TimeProvider.System).OpenAsync(AccountId.Parse("bob"), endpoint, CancellationToken.None);
    }
}
