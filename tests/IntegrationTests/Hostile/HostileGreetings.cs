using System.Text;
using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>Nonsense from the first byte on.</summary>
internal static class HostileGreetings
{
    public static IEnumerable<HostileCase> All =>
    [
        Says("the greeting never comes", "", "ConnectTimeout"),
        Says("greeted by a web server", "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "ProtocolError"),
        Says("greeted by a submission server", "220 mail.example.com ESMTP ready\r\n", "ProtocolError"),
        Says("greeted by a POP server", "+OK POP3 ready\r\n", "ProtocolError"),
        Says("greeted by a shell", "SSH-2.0-OpenSSH_9.2p1\r\n", "ProtocolError"),
        Says("greeted by TLS", "\u0015\u0003\u0003\0\u0002\u0002\u0028", "ProtocolError"),
        Says("greeted in compressed bytes", Compressed, "ProtocolError"),
        Says("greeted with NUL bytes", new string('\0', 5000) + "\r\n", "ProtocolError"),
        Says("greeted with bytes beyond ASCII", new string('\u00FF', 5000) + "\r\n", "ProtocolError"),
        Says("greeted with BYE", "* BYE [UNAVAILABLE] Come back tomorrow\r\n", "ConnectionLost"),
        Says("greeted with BYE, and more after it", "* BYE no\r\n* OK yes\r\n* BYE no\r\n* PREAUTH yes\r\n", "ConnectionLost"),
        Says("greeted with a tag", "A00000000 OK hello\r\n", "ProtocolError"),
        Says("greeted with data", "* 5 EXISTS\r\n", "ProtocolError"),
        Says("greeted with an empty line", "\r\n", "ProtocolError"),
        Says("a greeting of brackets", "* OK [" + new string('(', 5000), "ServerMisbehaved"),
        Says("a literal in the greeting", "* OK [ALERT {20}\r\n", "ServerMisbehaved"),
        Endless("a greeting without end", "* OK ", new string('x', 8192)),
        Endless("a greeting of capabilities without end", "* OK [CAPABILITY", string.Concat(Enumerable.Range(0, 1000).Select(number => $" X{number}"))),
        Endless("alerts without end instead of a greeting", "", string.Concat(Enumerable.Repeat("* OK [ALERT] Call 555-0100 at once!\r\n", 200))),
        new("a greeting that drips a byte a second")
        {
            Script = server => server.Raw(async (stream, stopping) =>
            {
                foreach (var letter in "* OK ready when you are, but not before\r\n")
                {
                    await stream.WriteAsync(new[] { (byte)letter }, stopping);
                    await Task.Delay(TimeSpan.FromSeconds(1), stopping);
                }
            }),
            Codes = ["ConnectTimeout"],
        },
        new("closed at once, again and again")
        {
            Script = server => server.Raw((_, _) => Task.CompletedTask),
            Codes = ["ConnectionLost"],
            // It is not asked for again and again in turn.
            Check = server => server.ConnectionCount.ShouldBeLessThan(5),
        },
        new("an alert of control characters, longer than anybody reads")
        {
            Options = new ScriptedImapOptions { Greeting = "* OK [ALERT] \u001b[2J\u0007\u0008" + new string('!', 500_000) },
            Uids = [3, 2, 1],
        },
        new("a greeting with capabilities that are none")
        {
            Options = new ScriptedImapOptions { Greeting = "* OK [CAPABILITY IMAP4rev1 AUTH= AUTH=\" =PLAIN RIGHTS= APPENDLIMIT=-5 APPENDLIMIT=99999999999999999999 THREAD= SORT=] hm" },
            Codes = ["ServerMisbehaved"],
        },
    ];

    private static string Compressed
    {
        get
        {
            using var packed = new MemoryStream();
            using (var deflate = new System.IO.Compression.DeflateStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
                deflate.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(number => $"* {number} EXISTS\r\n"))));
            return Encoding.Latin1.GetString(packed.ToArray());
        }
    }

    /// <summary>These bytes, and then silence.</summary>
    private static HostileCase Says(string name, string bytes, params string[] codes) => new(name)
    {
        Script = server => server.Raw(async (stream, stopping) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), stopping);
            await Scripts.ListenAsync(stream, stopping);
        }),
        Codes = codes,
    };

    private static HostileCase Endless(string name, string first, string piece) => new(name)
    {
        Script = server => server.Raw((stream, stopping) => Scripts.FloodAsync(text => stream.WriteAsync(Encoding.UTF8.GetBytes(text), stopping).AsTask(), first, piece)),
        Codes = ["ServerMisbehaved"],
    };
}
