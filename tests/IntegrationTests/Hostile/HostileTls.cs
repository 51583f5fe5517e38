using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>Somebody between us and the server, or a server that thinks little of TLS: the password never crosses in clear.</summary>
internal static class HostileTls
{
    public static IEnumerable<HostileCase> All =>
    [
        StartTls("STARTTLS is refused", Scripts.Lines("STARTTLS", "TAG NO not today"), "ServerRefused"),
        StartTls("STARTTLS is not understood", Scripts.Lines("STARTTLS", "TAG BAD what?"), "ServerRefused"),
        StartTls("STARTTLS is granted, and plain text follows", Scripts.Lines("STARTTLS", "TAG OK go", "* CAPABILITY IMAP4rev1 AUTH=PLAIN"), "TlsFailed"),
        StartTls("STARTTLS is granted in a line that brings more with it", Scripts.Instead("STARTTLS", "A00000001 OK go\r\n* CAPABILITY IMAP4rev1\r\nA00000002 OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] done\r\n"), "ProtocolError"),
        StartTls("STARTTLS is granted with somebody else's tag", Scripts.Lines("STARTTLS", "Z99 OK go"), "ProtocolError"),
        StartTls("STARTTLS is granted, and nothing follows", Scripts.Lines("STARTTLS", "TAG OK go"), "TlsFailed"),
        StartTls("STARTTLS is answered with BYE", server => server.On("STARTTLS", async (_, reply) =>
        {
            await reply.LineAsync("* BYE no");
            reply.Drop();
        }), "ConnectionLost"),
        StartTls("STARTTLS is offered first and stripped then", server => server.On("CAPABILITY", async (command, reply) =>
        {
            if (command.Connection % 2 == 1)
            {
                await reply.StandardAsync();
                return;
            }

            await reply.LineAsync("* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=LOGIN");
            await reply.OkAsync();
        }), "TlsNotOffered"),
        StartTls("capabilities that were said in clear are not believed", server => server.On("CAPABILITY", async (_, reply) =>
        {
            if (reply.Session.IsSecure)
                await reply.LineAsync("* CAPABILITY IMAP4rev1 LOGINDISABLED");
            else
                await reply.LineAsync("* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=LOGIN");
            await reply.OkAsync();
        }), "AuthenticationFailed"),
        new("PREAUTH where TLS is still to come")
        {
            Options = new ScriptedImapOptions { Security = WireSecurity.StartTls, Greeting = "* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome" },
            Codes = ["ProtocolError"],
        },
        new("a certificate that nobody has signed")
        {
            Options = new ScriptedImapOptions { Security = WireSecurity.Tls },
            Secure = true,
            ChecksCertificate = true,
            Codes = ["CertificateRejected"],
        },
        new("a certificate that nobody has signed, after STARTTLS")
        {
            Options = new ScriptedImapOptions { Security = WireSecurity.StartTls },
            ChecksCertificate = true,
            Codes = ["CertificateRejected"],
        },
        new("plain text where TLS was asked for") { Secure = true, Codes = ["TlsFailed"] },
        new("silence where TLS was asked for")
        {
            Secure = true,
            Script = server => server.Raw(Scripts.ListenAsync),
            // Whichever is over first: the time for the handshake, or that for the connection.
            Codes = ["TlsFailed", "ConnectTimeout"],
        },
        new("alerts without end where TLS was asked for")
        {
            Secure = true,
            Script = server => server.Raw((stream, stopping) => Scripts.FloodAsync(_ => stream.WriteAsync(new byte[] { 0x15, 3, 3, 0, 2, 1, 0 }, stopping).AsTask(), "", "12345678")),
            Codes = ["TlsFailed"],
        },
        new("within TLS all is well") { Options = new ScriptedImapOptions { Security = WireSecurity.Tls }, Secure = true, Uids = [3, 2, 1] },
        new("after STARTTLS all is well") { Options = new ScriptedImapOptions { Security = WireSecurity.StartTls }, Uids = [3, 2, 1] },
    ];

    private static HostileCase StartTls(string name, Action<ScriptedImapServer> script, params string[] codes) => new(name)
    {
        Options = new ScriptedImapOptions { Security = WireSecurity.StartTls },
        Script = script,
        Codes = codes,
        // Nothing is even tried without TLS.
        Check = server => server.Commands.ShouldNotContain(command => command.Verb == "LOGIN" || command.Verb == "AUTHENTICATE"),
    };
}
