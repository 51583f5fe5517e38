using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>Answers to a FETCH that are none.</summary>
internal static class HostileFetches
{
    private static readonly string Deep = new('(', 5000);

    public static IEnumerable<HostileCase> All =>
    [
        Ends("a structure that nests", $"* 1 FETCH (UID 1 BODYSTRUCTURE {Deep}"),
        Ends("an envelope that nests", $"* 1 FETCH (UID 1 ENVELOPE (NIL NIL {Deep}"),
        Ends("an extension of a structure that nests", $"* 1 FETCH (UID 1 BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7BIT\" 1 1 NIL NIL NIL NIL {Deep}"),
        Ends("a thread that nests", $"* THREAD {Deep}"),
        Ends("parameters that nest", $"* 1 FETCH (UID 1 BODYSTRUCTURE (\"text\" \"plain\" {Deep}"),
        Ends("an unknown answer that nests", $"* XYZZY {Deep}"),
        Ends("brackets that open in line after line", string.Concat(Enumerable.Repeat("* 1 FETCH (UID 1 FLAGS (\r\n", 3000)), "ServerMisbehaved", "ProtocolError"),
        Lies("a literal of fewer than no bytes", "* 1 FETCH (UID 1 BODY[HEADER] {-1}\r\n)\r\n"),
        Lies("a literal of words", "* 1 FETCH (UID 1 BODY[HEADER] {many}\r\nx)\r\n"),
        Lies("a literal beyond all numbers", "* 1 FETCH (UID 1 BODY[HEADER] {18446744073709551616}\r\nx)\r\n"),
        Lies("a literal of two thousand million bytes", "* 1 FETCH (UID 1 BODY[HEADER] {2147483647}\r\nx)\r\n"),
        Lies("a literal that never closes", "* 1 FETCH (UID 1 BODY[HEADER] {10\r\nx)\r\n"),
        Lies("a literal inside a quoted string", "* 1 FETCH (UID 1 BODY[HEADER] \"{5}\r\nhello\")\r\n"),
        Lies("a literal of more than it announced", "* 1 FETCH (UID 1 BODY[HEADER] {5}\r\nSubject: (((((((\r\n\r\n)\r\n"),
        Lies("a binary literal", "* 1 FETCH (UID 1 BODY[HEADER] ~{5}\r\n\0\0\0\0\0)\r\n"),
        Lies("a literal of less than it announced, and silence", "* 1 FETCH (UID 1 BODY[HEADER] {5000}\r\nSubject: x\r\n\r\n)\r\n"),
        Ends("a string literal of a gigabyte", "* 1 FETCH (UID 1 ENVELOPE ({1000000000}\r\nx", "ServerMisbehaved"),
        Ends("a body literal of a gigabyte", "* 1 FETCH (UID 1 BODY[] {1000000000}\r\nx", "ServerMisbehaved"),
        Floods("flags without end", "* 1 FETCH (UID 1 FLAGS (", string.Concat(Enumerable.Range(0, 1000).Select(number => $"k{number} "))),
        Floods("flags of their own each time", "", string.Concat(Enumerable.Range(0, 500).Select(number => $"* {number % 3 + 1} FETCH (UID {number % 3 + 1} FLAGS (k{number}))\r\n"))),
        Floods("one message without end", "", string.Concat(Enumerable.Repeat("* 1 FETCH (UID 1 FLAGS ())\r\n", 500))),
        Floods("messages that nobody asked for", "", string.Concat(Enumerable.Range(1, 500).Select(number => $"* {number + 100000} FETCH (UID {number + 100000} FLAGS ())\r\n"))),
        Floods("codes without end", "", string.Concat(Enumerable.Repeat("* OK [X]\r\n", 500))),
        Floods("numbers found without end", "* SEARCH", string.Concat(Enumerable.Range(1, 1000).Select(number => $" {number * 2}"))),
        Floods("empty lines without end", "", string.Concat(Enumerable.Repeat("\r\n", 2000)), "ServerMisbehaved", "ProtocolError"),
        Floods("arrivals and departures without end", "", string.Concat(Enumerable.Repeat("* 9 EXISTS\r\n* 3 EXISTS\r\n* 9 EXPUNGE\r\n", 300)), "ServerMisbehaved", "ProtocolError"),
        Floods("quotas without end", "", string.Concat(Enumerable.Range(0, 300).Select(number => $"* QUOTA \"root{number}\" (STORAGE 1 2)\r\n"))),
        new("the answer drips a byte a second")
        {
            Later = server =>
            {
                server.On("FETCH", async (_, reply) =>
                {
                    foreach (var letter in "* 1 FETCH (UID 1 FLAGS (\\Seen \\Answered))\r\n")
                    {
                        await reply.RawAsync(letter.ToString());
                        await Task.Delay(TimeSpan.FromSeconds(1), reply.Closing);
                    }
                });
                return Task.CompletedTask;
            },
            Lists = true,
            Codes = ["ConnectTimeout"],
        },
        Ends("BYE in the middle of the answer", "* 1 FETCH (UID 1 FLAGS ())\r\n* BYE enough\r\n", "ConnectionLost", "ProtocolError", "ConnectTimeout"),
        Ends("silence", "", "ConnectTimeout"),
        Goes("nothing was found", ["TAG OK done"], uids: []),
        Goes("it is refused", ["TAG NO [ALERT] no"], uids: null),
        Goes("it is not understood", ["TAG BAD what"], uids: null),
        Slips("the same message twice", "* 1 FETCH (UID 1 FLAGS (\\Seen))", "* 1 FETCH (UID 1 FLAGS ())"),
        Slips("messages that were not asked for", "* 1 FETCH (UID 900 FLAGS ())", "* 77 FETCH (UID 901 FLAGS ())", "* 4294967295 FETCH (UID 5 FLAGS ())", "* 0 FETCH (UID 6 FLAGS ())"),
        Slips("a message of no id", "* 1 FETCH (UID 0 FLAGS ())", "* 1 FETCH (UID 4294967296 FLAGS ())", "* 1 FETCH (UID -1 FLAGS ())"),
        Slips("a size of fewer than no bytes", "* 1 FETCH (UID 1 RFC822.SIZE -5)", "* 1 FETCH (UID 1 RFC822.SIZE 99999999999999999999)"),
        Slips("a date that never was", "* 1 FETCH (UID 1 INTERNALDATE \"99-Foo-20000 99:99:99 +9999\")", "* 1 FETCH (UID 1 INTERNALDATE NIL)"),
        Slips("a header that is nothing", "* 1 FETCH (UID 1 BODY[HEADER.FIELDS (SUBJECT)] NIL)"),
        Slips("everything is gone", "* VANISHED 1:4294967295", "* VANISHED (EARLIER) 1:4294967295"),
        Slips("more is gone than there was", "* 3 EXPUNGE", "* 2 EXPUNGE", "* 1 EXPUNGE", "* 1 EXPUNGE", "* 1 EXPUNGE"),
        Slips("the mailbox grows and shrinks", "* 99 EXISTS", "* 0 EXISTS", "* 2147483647 EXISTS", "* 3 EXISTS"),
        Slips("a modification beyond all counting", "* 1 FETCH (UID 1 MODSEQ (18446744073709551615))", "* 1 FETCH (UID 1 MODSEQ (0))"),
        Slips("the end of an epoch", "* OK [UIDVALIDITY 4294967295]", "* OK [UIDNEXT 1]", "* OK [HIGHESTMODSEQ 1]", "* OK [CLOSED]"),
        Slips("mailboxes nobody asked for", "* LIST () \"/\" \"../../x\"", "* LSUB () \"/\" \"a\"", "* STATUS INBOX (MESSAGES 0 UIDNEXT 1)"),
    ];

    /// <summary>One answer, after which the connection is not to be trusted.</summary>
    private static HostileCase Ends(string name, string raw, params string[] codes) => new(name)
    {
        Later = server =>
        {
            Scripts.Instead("FETCH", raw)(server);
            return Task.CompletedTask;
        },
        Lists = true,
        Codes = codes.Length == 0 ? ["ServerMisbehaved"] : codes,
    };

    private static HostileCase Lies(string name, string raw) => Ends(name, raw, "ServerMisbehaved", "ProtocolError", "ConnectTimeout");

    private static HostileCase Floods(string name, string first, string piece, params string[] codes) => new(name)
    {
        Later = server =>
        {
            server.On("FETCH", (_, reply) => Scripts.FloodAsync(reply, first, piece));
            return Task.CompletedTask;
        },
        Lists = true,
        // What is slow to read ends by the clock.
        Codes = codes.Length == 0 ? ["ServerMisbehaved", "ConnectTimeout"] : codes,
    };

    private static HostileCase Goes(string name, string[] lines, IReadOnlyList<int>? uids) => new(name)
    {
        Later = server =>
        {
            Scripts.Lines("FETCH", lines)(server);
            return Task.CompletedTask;
        },
        Lists = true,
        Uids = uids,
        IsListless = uids is null,
    };

    /// <summary>Lines before the proper answer; whatever comes of it, nothing that is not there is listed.</summary>
    private static HostileCase Slips(string name, params string[] lines) => new(name)
    {
        Later = server =>
        {
            Scripts.Before("FETCH", lines)(server);
            return Task.CompletedTask;
        },
        Lists = true,
        IsListless = true,
    };
}
