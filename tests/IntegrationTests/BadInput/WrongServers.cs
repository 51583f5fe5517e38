using System.Net;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.BadInput;

public sealed class WrongServers(SharedServers servers)
{
    [Fact]
    public async Task Refuse_the_connection_or_do_not_exist()
    {
        await ShouldEndAsync(Registration.Imap(FreePort.Next(), "u"), "connectError", "ConnectionRefused", "IMAPUnavailable");
        await ShouldEndAsync(Registration.Imap(143, "u", host: "no-such-host.invalid"), "connectError", "HostNotFound", "IMAPUnavailable");
    }

    [Fact]
    public async Task Refuse_the_password_in_their_own_words()
    {
        var server = await servers.DovecotAsync();
        var error = await ShouldEndAsync(Registration.Imap(server.Port, "u", "wrong"), "authenticationError", "AuthenticationFailed", "AuthenticationFailed");
        error.ShouldBe("[AUTHENTICATIONFAILED] Authentication failed.");
    }

    [Fact]
    public async Task Show_a_certificate_that_nobody_signed()
    {
        var server = await servers.DovecotAsync();
        await ShouldEndAsync(Registration.Imap(server.TlsPort, "u", host: DovecotServer.TlsHost, secure: true), "connectError", "CertificateRejected", "IMAPUnavailable");
        await ShouldEndAsync(Registration.Imap(server.StartTlsPort, "u", host: DovecotServer.TlsHost), "connectError", "CertificateRejected", "IMAPUnavailable");
        server.Log.ShouldNotContain("user=<u>, method=PLAIN, rip=127.0.0.1, lip=127.0.0.2");
    }

    [Fact]
    public async Task Speak_http()
    {
        await using var web = ScriptedImapServer.StartRaw(async (stream, stopping) =>
        {
            var request = new byte[4096];
            if (await stream.ReadAtLeastAsync(request, 1, throwOnEndOfStream: false, stopping) == 0)
                return;
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stopping);
        });
        await using var eager = ScriptedImapServer.StartRaw((stream, stopping) => stream.WriteAsync("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stopping).AsTask());
        await ShouldEndAsync(Registration.Imap(eager.Port, "u"), "connectError", null, "IMAPUnavailable");
        // This one waits for a request, as web servers do: only our own patience ends it.
        await using var api = await ApiProcess.StartAsync("--imap:connectTimeoutSeconds", "2");
        await api.Client.RegisterAsync("web", Registration.Imap(web.Port, "u"));
        (await api.Client.UntilAsync("web", "connectError")).At("lastError").Text("code").ShouldNotBeNullOrEmpty();
        await ShouldEndAsync(Registration.Imap((await servers.ApiAsync()).Port, "u", secure: true), "connectError", null, "IMAPUnavailable");
    }

    [Fact]
    public async Task Speak_plain_where_tls_was_asked_for()
    {
        var server = await servers.DovecotAsync();
        await ShouldEndAsync(Registration.Imap(server.Port, "u", secure: true), "connectError", null, "IMAPUnavailable");
    }

    /// <summary>The account tells the state and the reason; calls are answered at once. Answers the server's own words.</summary>
    private async Task<string> ShouldEndAsync(object imap, string state, string? code, string callCode)
    {
        var api = (await servers.ApiAsync()).Client;
        var id = servers.NewUser();
        await api.RegisterAsync(id, imap);
        var error = (await api.UntilAsync(id, state)).At("lastError");
        error.Text("code").ShouldNotBeNullOrEmpty();
        if (code is not null)
            error.Text("code").ShouldBe(code);
        error.Text("message").ShouldNotBeNullOrEmpty();
        error.At("time").GetDateTimeOffset().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(-1));
        (await api.GetAsync($"/v1/account/{id}/messages?path=INBOX")).Problem(HttpStatusCode.BadGateway, callCode);
        (await api.DeleteAsync($"/v1/account/{id}")).Ok();
        return error.Has("serverResponse") ? error.Text("serverResponse") : "";
    }
}
