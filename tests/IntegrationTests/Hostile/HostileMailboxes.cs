using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>What is said of mailboxes: their names, their numbers, and how many there are.</summary>
internal static class HostileMailboxes
{
    private static readonly string[] Counting = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "IDLE", "ENABLE", "CONDSTORE", "QRESYNC"];

    public static IEnumerable<HostileCase> All =>
    [
        Fails("mailboxes without end", server => server.On("LIST", (_, reply) => Scripts.FloodAsync(reply, "", Mailboxes(1000))), "ServerMisbehaved"),
        Fails("a mailbox whose name never ends", server => server.On("LIST", (_, reply) => Scripts.FloodAsync(reply, "* LIST () \"/\" \"", new string('n', 8192))), "ServerMisbehaved"),
        Fails("a mailbox name that breaks across lines", Scripts.Lines("LIST", "* LIST () \"/\" \"one", "two\"", "TAG OK [READ-WRITE] done"), "ServerMisbehaved"),
        Goes("mailbox names that lead out of the way", Named("../../../etc/passwd", "/", "//", "..", ".", "~", "a/../b", "C:\\\\x", "%2e%2e%2f", "*", "%")),
        Goes("mailbox names that are no modified UTF-7", Named("&", "&&", "&-&", "&AGE", "&AAAAAA-", "&2AA-", "&////-", "&AG\u00FF-", "a&b", "&Jjo-!&")),
        Goes("mailbox names with bytes beyond ASCII", Named("Gr\u00fc\u00dfe", "\u00ff\u00fe\u00fd", "\u0080")),
        Goes("mailbox names that are literals with line ends", Scripts.Before("LIST", "* LIST () \"/\" {12}\r\nab\r\nA1 NOOP", "* LIST () \"/\" {0}\r\n")),
        Goes("mailbox names of sixty kilobytes", Named(new string('n', 60_000))),
        Goes("mailboxes without a delimiter", Scripts.Before("LIST", "* LIST () NIL flat", "* LIST () NIL \"a/b/c\"", "* LIST () \"\" \"empty\"")),
        Goes("a mailbox with a thousand attributes", Scripts.Before("LIST", "* LIST (" + string.Join(' ', Enumerable.Range(0, 1000).Select(number => $"\\X{number}")) + ") \"/\" many")),
        Goes("the same mailbox a hundred times", Scripts.Before("LIST", [.. Enumerable.Repeat("* LIST () \"/\" same", 100)])),
        Goes("everything is the Sent mailbox", Scripts.Before("LIST", "* LIST (\\Sent \\Trash \\Junk \\All \\Drafts) \"/\" INBOX", "* LIST (\\Sent) \"/\" a", "* LIST (\\Sent) \"/\" b")),
        Goes("a status of impossible numbers", server =>
        {
            server.Mailboxes["Other"].Fill(1);
            Scripts.Lines("STATUS", "* STATUS Other (MESSAGES 4294967295 UIDNEXT 0 UIDVALIDITY 0 UNSEEN 99999)", "* STATUS Nowhere (MESSAGES 5)", "TAG OK [READ-WRITE] done")(server);
        }),
        Goes("a status of no numbers", server =>
        {
            server.Mailboxes["Other"].Fill(1);
            Scripts.Lines("STATUS", "* STATUS Other (MESSAGES many)", "TAG OK [READ-WRITE] done")(server);
        }, uids: null, "ProtocolError"),
        Fails("INBOX cannot be opened", Scripts.Lines("SELECT", "TAG NO [INUSE] later"), "ServerRefused"),
        Fails("INBOX is answered with BYE", Scripts.Lines("SELECT", "* BYE gone"), "ConnectionLost"),
        Fails("opening INBOX is never answered", server => server.On("SELECT", (_, _) => Task.CompletedTask), "ConnectTimeout"),
        Fails("opening INBOX never ends", server => server.On("SELECT", (_, reply) => Scripts.FloodAsync(reply, "* FLAGS (", string.Concat(Enumerable.Range(0, 1000).Select(number => $"k{number} ")))), "ServerMisbehaved"),
        Fails("INBOX opens with codes without end", server => server.On("SELECT", (_, reply) => Scripts.FloodAsync(reply, "", string.Concat(Enumerable.Repeat("* OK [UNSEEN 1]\r\n", 500)))), "ServerMisbehaved"),
        Selected("INBOX opens with nothing", "TAG OK [READ-WRITE] done"),
        Selected("INBOX opens, and whether for writing is not said", "* 3 EXISTS", "* OK [UIDVALIDITY 1]", "TAG OK done"),
        Claims("INBOX holds two thousand million messages", "* 2147483647 EXISTS"),
        Claims("INBOX holds more than a number can say", "* 4294967295 EXISTS"),
        Claims("INBOX holds more than ten million messages", "* 10000001 EXISTS"),
        Claims("INBOX holds ten million messages and shows none", "* 10000000 EXISTS"),
        Selected("INBOX holds fewer than none", "* -1 EXISTS", "* OK [UIDVALIDITY 1]", "TAG OK [READ-WRITE] done"),
        Selected("INBOX has ids of epoch zero", "* 3 EXISTS", "* OK [UIDVALIDITY 0]", "* OK [UIDNEXT 0]", "TAG OK [READ-WRITE] done"),
        Selected("INBOX has an epoch beyond all numbers", "* 3 EXISTS", "* OK [UIDVALIDITY 18446744073709551616]", "TAG OK [READ-WRITE] done") with { Codes = ["ProtocolError"] },
        Selected("INBOX counts changes from zero", Counting, "* 3 EXISTS", "* OK [UIDVALIDITY 1]", "* OK [UIDNEXT 4]", "* OK [HIGHESTMODSEQ 0]", "TAG OK [READ-WRITE] done"),
        Selected("INBOX counts changes to the end", Counting, "* 3 EXISTS", "* OK [UIDVALIDITY 1]", "* OK [UIDNEXT 4]", "* OK [HIGHESTMODSEQ 18446744073709551615]", "TAG OK [READ-WRITE] done"),
        Selected("INBOX counts changes beyond the end", Counting, "* 3 EXISTS", "* OK [UIDVALIDITY 1]", "* OK [UIDNEXT 4]", "* OK [HIGHESTMODSEQ 99999999999999999999]", "TAG OK [READ-WRITE] done") with { Codes = ["ProtocolError"] },
        new("INBOX is another one each time it is opened")
        {
            Script = server => server.On("SELECT", async (_, reply) =>
            {
                server.Inbox.UidValidity++;
                await reply.StandardAsync();
            }),
            Uids = [3, 2, 1],
        },
    ];

    private static string Mailboxes(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => $"* LIST () \"/\" {Guid.NewGuid():N}\r\n"));

    private static Action<ScriptedImapServer> Named(params string[] names) => Scripts.Before("LIST", [.. names.Select(name => $"* LIST (\\HasNoChildren) \"/\" \"{name}\"")]);

    private static HostileCase Fails(string name, Action<ScriptedImapServer> script, params string[] codes) => new(name) { Script = script, Codes = codes };

    private static HostileCase Goes(string name, Action<ScriptedImapServer> script) => Goes(name, script, [3, 2, 1]);

    private static HostileCase Goes(string name, Action<ScriptedImapServer> script, IReadOnlyList<int>? uids, params string[] codes) => new(name)
    {
        Options = new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "IDLE", "SPECIAL-USE"] },
        Script = script,
        Lists = true,
        Uids = uids,
        Codes = codes,
    };

    private static HostileCase Claims(string name, string exists) =>
        Selected(name, exists, "* OK [UIDVALIDITY 1]", "TAG OK [READ-WRITE] done") with { Codes = ["ServerMisbehaved"], Lists = false };

    private static HostileCase Selected(string name, params string[] lines) => Selected(name, ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "IDLE"], lines);

    private static HostileCase Selected(string name, string[] capabilities, params string[] lines) => new(name)
    {
        Options = new ScriptedImapOptions { Capabilities = capabilities },
        Script = server =>
        {
            // A session that knows its mailbox, whatever it is told.
            server.On("SELECT", async (command, reply) =>
            {
                reply.Session.Selected = server.Inbox;
                foreach (var line in lines)
                    await reply.LineAsync(line.Replace("TAG", command.Tag, StringComparison.Ordinal));
            });
        },
        Lists = true,
    };
}
