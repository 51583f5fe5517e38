using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>From the log-in to the first mailbox.</summary>
internal static class HostileLogins
{
    public static IEnumerable<HostileCase> All =>
    [
        Fails("the log-in is never answered", server => server.On("AUTHENTICATE", (_, _) => Task.CompletedTask), "ConnectTimeout"),
        Fails("the log-in is answered with somebody else's tag", Scripts.Lines("AUTHENTICATE", "Z99999999 OK welcome"), "ProtocolError"),
        Fails("the log-in is answered with a tag of the future", Scripts.Lines("AUTHENTICATE", "A00000099 OK welcome"), "ProtocolError"),
        Fails("the log-in is answered with BYE", Scripts.Lines("AUTHENTICATE", "* BYE [UNAVAILABLE] overloaded"), "ConnectionLost"),
        Fails("the log-in is answered with challenges without end", server => server.On("AUTHENTICATE", (_, reply) => Scripts.FloodAsync(reply, "", string.Concat(Enumerable.Repeat("+ YWdhaW4=\r\n", 500)))), "ServerMisbehaved", "ConnectTimeout"),
        Fails("the log-in is refused in a megabyte", Scripts.Lines("AUTHENTICATE", "TAG NO " + new string('n', 900_000)), "AuthenticationFailed"),
        Fails("the log-in is refused with control characters", Scripts.Lines("AUTHENTICATE", "TAG NO \u001b[31m\u0007 no \0 \u0085 entry"), "AuthenticationFailed"),
        Fails("the log-in is refused for the moment", Scripts.Lines("AUTHENTICATE", "TAG NO [UNAVAILABLE] try again later"), "AuthenticationFailed"),
        new("logged in and thrown out, again and again")
        {
            Script = server => server.On("AUTHENTICATE", async (_, reply) =>
            {
                await reply.OkAsync("welcome");
                await reply.LineAsync("* BYE and farewell");
                reply.Drop();
            }),
            Codes = ["ConnectionLost"],
            Check = server => server.ConnectionCount.ShouldBeLessThan(5),
        },
        Fails("capabilities without end", server => server.On("CAPABILITY", (_, reply) => Scripts.FloodAsync(reply, "* CAPABILITY IMAP4rev1", string.Concat(Enumerable.Range(0, 1000).Select(number => $" X{number}")))), "ServerMisbehaved", "ConnectTimeout"),
        Goes("capabilities of no IMAP", Scripts.Lines("CAPABILITY", "* CAPABILITY POP3 SMTP", "TAG OK done")),
        Goes("capabilities are refused", Scripts.Lines("CAPABILITY", "TAG BAD what?")),
        Fails("an ID without end", server => server.On("ID", (_, reply) => Scripts.FloodAsync(reply, "* ID (\"name\" \"x\"", string.Concat(Enumerable.Range(0, 500).Select(number => $" \"k{number}\" \"v\"")))), "ServerMisbehaved", "ConnectTimeout"),
        Fails("an ID that nests", Scripts.Instead("ID", "* ID (" + new string('(', 5000)), "ServerMisbehaved"),
        Fails("a name space of nonsense", Scripts.Lines("NAMESPACE", "* NAMESPACE ((\"\" \"\" \"\" \"\")) 5 )))", "TAG OK done"), "ProtocolError"),
        Fails("a name space that nests", Scripts.Instead("NAMESPACE", "* NAMESPACE " + new string('(', 5000)), "ServerMisbehaved"),
        Goes("a name space of nothing", Scripts.Lines("NAMESPACE", "* NAMESPACE NIL NIL NIL", "TAG OK done")),
        Goes("name spaces are refused", Scripts.Lines("NAMESPACE", "TAG NO no")),
        Goes("QRESYNC is offered and refused", Scripts.Lines("ENABLE", "TAG NO no"), ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "IDLE", "ENABLE", "CONDSTORE", "QRESYNC"]),
        Goes("compression is offered", _ => { }, ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "IDLE", "COMPRESS=DEFLATE"]),
        Goes("an alert comes with every answer", server =>
        {
            foreach (var verb in (string[])["CAPABILITY", "AUTHENTICATE", "NAMESPACE", "LIST", "SELECT", "FETCH"])
                Scripts.Before(verb, "* NO [ALERT] Your account has been suspended. Log in at http://phish.example/", "* BAD [ALERT] x")(server);
        }),
    ];

    private static HostileCase Fails(string name, Action<ScriptedImapServer> script, params string[] codes) => new(name) { Script = script, Codes = codes };

    private static HostileCase Goes(string name, Action<ScriptedImapServer> script, string[]? capabilities = null) => new(name)
    {
        Options = capabilities is null ? new ScriptedImapOptions() : new ScriptedImapOptions { Capabilities = capabilities },
        Script = script,
        Uids = [3, 2, 1],
    };
}
