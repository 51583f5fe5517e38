using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>What is said to one who waits.</summary>
internal static class HostileIdles
{
    public static IEnumerable<HostileCase> All =>
    [
        Ends("BYE to one who idles", "* BYE Server is going down\r\n", "ConnectionLost"),
        Ends("nesting to one who idles", $"* 1 FETCH (BODYSTRUCTURE {new string('(', 5000)}", "ServerMisbehaved"),
        Ends("a literal to one who idles", "* 1 FETCH (BODY[] {1000000000}\r\nx", "ServerMisbehaved"),
        Ends("a line of nothing to one who idles", new string('\0', 3000) + "\r\n", "ProtocolError", "ServerMisbehaved"),
        Floods("alerts without end to one who idles", string.Concat(Enumerable.Repeat("* OK [ALERT] Call 555-0100 at once!\r\n", 200))),
        Floods("a line without end to one who idles", new string('x', 8192)),
        Floods("flags without end to one who idles", string.Concat(Enumerable.Range(0, 500).Select(number => $"* 1 FETCH (FLAGS (k{number}))\r\n"))),
        Floods("arrivals without end to one who idles", string.Concat(Enumerable.Range(0, 500).Select(number => $"* {number + 4} EXISTS\r\n"))),
        Floods("status of mailboxes without end to one who idles", string.Concat(Enumerable.Range(0, 300).Select(number => $"* STATUS m{number} (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 3)\r\n"))),
        Floods("mailboxes without end to one who idles", string.Concat(Enumerable.Range(0, 300).Select(_ => $"* LIST () \"/\" {Guid.NewGuid():N}\r\n"))),
        Floods("continuations without end to one who idles", string.Concat(Enumerable.Repeat("+ go on\r\n", 500)), "ServerMisbehaved", "ProtocolError"),
        Goes("everything vanishes for one who idles", "* VANISHED 1:4294967295\r\n"),
        Goes("more is expunged than there is", string.Concat(Enumerable.Repeat("* 1 EXPUNGE\r\n", 20))),
        Goes("what never was is expunged", "* 0 EXPUNGE\r\n* 4294967295 EXPUNGE\r\n"),
        Ends("the mailbox claims two thousand million messages", "* 2147483647 EXISTS\r\n", "ServerMisbehaved"),
        Ends("the mailbox claims more than a number can say", "* 4294967295 EXISTS\r\n", "ServerMisbehaved"),
        Goes("the mailbox claims to be empty", "* 0 EXISTS\r\n"),
        Goes("messages that nobody knows change", "* 99 FETCH (FLAGS (\\Seen))\r\n* 0 FETCH (FLAGS ())\r\n* 1 FETCH (UID 999 FLAGS (\\Seen))\r\n"),
        Goes("an answer to what was not asked", "A99999999 OK done\r\n"),
        Goes("a search that nobody made", "* SEARCH 1 2 3\r\n* ESEARCH (TAG \"A1\") UID ALL 1:3\r\n* SORT 3 2 1\r\n* THREAD (1 2)(3)\r\n"),
        new("DONE is never answered")
        {
            Script = server => server.On("IDLE", async (_, reply) =>
            {
                await reply.Session.IdleAsync("x");
                await Task.Delay(Timeout.InfiniteTimeSpan, reply.Closing);
            }),
            Later = _ => Task.CompletedTask,
            Lists = true,
            Codes = ["ConnectTimeout"],
        },
        new("IDLE is offered and refused") { Script = Scripts.Lines("IDLE", "TAG NO not now"), Lists = true },
        new("IDLE is offered and not understood") { Script = Scripts.Lines("IDLE", "TAG BAD what"), Lists = true },
        new("IDLE is over at once, again and again") { Script = Scripts.Lines("IDLE", "+ idling", "TAG OK done"), Lists = true },
        new("IDLE is never granted") { Script = server => server.On("IDLE", (_, _) => Task.CompletedTask), Lists = true },
    ];

    private static HostileCase Ends(string name, string raw, params string[] codes) => new(name) { Later = Scripts.Pushes(raw), Codes = codes };

    private static HostileCase Floods(string name, string piece, params string[] codes) => new(name)
    {
        Later = async server =>
        {
            foreach (var session in await server.WaitForIdleAsync())
                await Scripts.FloodAsync(session.WriteAsync, "", piece);
        },
        // What is slow to read ends by the clock.
        Codes = codes.Length == 0 ? ["ServerMisbehaved", "ConnectTimeout"] : codes,
    };

    private static HostileCase Goes(string name, string raw) => new(name) { Later = Scripts.Pushes(raw), Lists = true };
}
