using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Providers;

/// <summary>The transcripts.</summary>
internal static class Transcripts
{
    /// <summary>developers.google.com/gmail/imap: labels are mailboxes, and all mail is in one of them; X-GM-EXT-1; no QRESYNC, no NOTIFY.</summary>
    public static ProviderTranscript Gmail { get; } = new("Gmail", new ScriptedImapOptions
    {
        Greeting = "* OK Gimap ready for requests from 192.0.2.1 x12mb1234567wrb",
        Capabilities =
        [
            "IMAP4rev1", "UNSELECT", "IDLE", "NAMESPACE", "QUOTA", "ID", "XLIST", "CHILDREN", "X-GM-EXT-1", "UIDPLUS", "COMPRESS=DEFLATE", "ENABLE", "MOVE", "CONDSTORE", "ESEARCH", "UTF8=ACCEPT",
            "LIST-EXTENDED", "LIST-STATUS", "LITERAL-", "SPECIAL-USE", "APPENDLIMIT=35651584", "AUTH=PLAIN", "SASL-IR",
        ],
    })
    {
        Mailboxes =
        [
            ("[Gmail]", "\\HasChildren \\NoSelect"), ("[Gmail]/All Mail", "\\All \\HasNoChildren"), ("[Gmail]/Drafts", "\\Drafts \\HasNoChildren"), ("[Gmail]/Important", "\\HasNoChildren \\Important"),
            ("[Gmail]/Sent Mail", "\\HasNoChildren \\Sent"), ("[Gmail]/Spam", "\\HasNoChildren \\Junk"), ("[Gmail]/Starred", "\\Flagged \\HasNoChildren"), ("[Gmail]/Trash", "\\HasNoChildren \\Trash"),
        ],
        Sent = "[Gmail]/Sent Mail",
        Trash = "[Gmail]/Trash",
        Watched = "[Gmail]/All Mail",
        FilesSent = true,
        Mark = message =>
        {
            message.Attributes["X-GM-MSGID"] = $"{1278455344230334865 + message.Uid}";
            message.Attributes["X-GM-THRID"] = "1266894439832287888";
            message.Attributes["X-GM-LABELS"] = "(\"\\\\Inbox\" Work \"&AOk-t&AOk-\")";
        },
        Script = server =>
        {
            // Compression is offered, and of no interest here.
            server.On("COMPRESS", (_, reply) => reply.NoAsync("Not now."));
            foreach (var mailbox in server.Mailboxes)
                mailbox.HighestModSeq = 77;
        },
    };

    /// <summary>Exchange Online and Exchange Server: IMAP4rev1 with few extensions; the uses of mailboxes are not told, their names are the user's language's.</summary>
    public static ProviderTranscript Exchange { get; } = new("Exchange", new ScriptedImapOptions
    {
        Greeting = "* OK The Microsoft Exchange IMAP4 service is ready. [TABPADIAUAAyADYANQBDAEEAMAAzADgANAAuAEcAQgBSAFAA]",
        Capabilities = ["IMAP4", "IMAP4rev1", "AUTH=PLAIN", "AUTH=XOAUTH2", "SASL-IR", "UIDPLUS", "MOVE", "ID", "UNSELECT", "CHILDREN", "IDLE", "NAMESPACE", "LITERAL+"],
    })
    {
        Mailboxes =
        [
            ("Archiv", "\\HasNoChildren"), ("Aufgaben", "\\HasNoChildren"), ("Entw&APw-rfe", "\\HasNoChildren"), ("Gel&APY-schte Elemente", "\\HasNoChildren"), ("Gesendete Elemente", "\\HasNoChildren"),
            ("Junk-E-Mail", "\\HasNoChildren"), ("Kalender", "\\HasNoChildren"), ("Postausgang", "\\HasNoChildren"),
        ],
        Sent = "Gesendete Elemente",
        Trash = "Gelöschte Elemente",
        Script = server =>
        {
            // A change of flags by another is told as the end of one message and the beginning of another; \Recent comes and goes.
            server.On("SELECT", async (_, reply) =>
            {
                await reply.LineAsync("* OK [UNSEEN 1] Is the first unseen message");
                await reply.StandardAsync();
            });
        },
    };

    /// <summary>Yahoo and AOL: OBJECTID, no IDLE and no CONDSTORE; what is fetched comes in any order.</summary>
    public static ProviderTranscript Yahoo { get; } = new("Yahoo", new ScriptedImapOptions
    {
        Greeting = "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2 AUTH=OAUTHBEARER ID MOVE NAMESPACE XYMHIGHESTMODSEQ UIDPLUS LITERAL+ CHILDREN X-MSG-EXT UNSELECT OBJECTID] IMAP4rev1 Hello",
        Capabilities = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "AUTH=XOAUTH2", "AUTH=OAUTHBEARER", "ID", "MOVE", "NAMESPACE", "XYMHIGHESTMODSEQ", "UIDPLUS", "LITERAL+", "CHILDREN", "X-MSG-EXT", "UNSELECT", "OBJECTID"],
    })
    {
        Mailboxes =
        [
            ("Archive", "\\Archive \\HasNoChildren"), ("Bulk", "\\Junk \\HasNoChildren"), ("Draft", "\\Drafts \\HasNoChildren"), ("Sent", "\\Sent \\HasNoChildren"), ("Trash", "\\Trash \\HasNoChildren"),
        ],
        Sent = "Sent",
        Trash = "Trash",
        Mark = message =>
        {
            message.Attributes["EMAILID"] = $"(A{message.Uid}xYz)";
            message.Attributes["THREADID"] = "(T1)";
        },
        Script = server => server.On("FETCH", async (command, reply) =>
        {
            foreach (var (number, message) in reply.Session.Selected!.Find(command.Tokens[0], command.ByUid).Reverse())
                await reply.LineAsync(FetchAnswer.For(number, message, command.Tokens[1], command.ByUid, withModSeq: false));
            await reply.OkAsync();
        }),
    };

    /// <summary>iCloud: a proxy whose capabilities differ before and after the log-in; ENABLE is obeyed and not confirmed; message parts may be left out.</summary>
    public static ProviderTranscript ICloud { get; } = new("iCloud", new ScriptedImapOptions
    {
        Greeting = "* OK [CAPABILITY st-mail-01 IMAP4 IMAP4rev1 SASL-IR AUTH=PLAIN] (2425B20-0123456789ab) icloud ready",
        Capabilities =
        [
            "XAPPLEPUSHSERVICE", "IMAP4", "IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "UNSELECT", "IDLE", "ENABLE", "UIDPLUS", "LITERAL+", "NAMESPACE", "CONDSTORE", "QRESYNC", "ESEARCH", "LIST-STATUS", "XAPPLELITERAL",
            "CHILDREN", "ID",
        ],
    })
    {
        Mailboxes =
        [
            ("Archive", "\\HasNoChildren"), ("Deleted Messages", "\\HasNoChildren"), ("Drafts", "\\HasNoChildren"), ("Junk", "\\HasNoChildren"), ("Notes", "\\HasNoChildren"), ("Sent Messages", "\\HasNoChildren"),
        ],
        Sent = "Sent Messages",
        Trash = "Deleted Messages",
        Script = server =>
        {
            foreach (var mailbox in server.Mailboxes)
                mailbox.HighestModSeq = 12;
            server.On("ENABLE", (_, reply) => reply.OkAsync("ENABLE completed"));
        },
    };

    public static IReadOnlyList<ProviderTranscript> All { get; } = [Gmail, Exchange, Yahoo, ICloud];

    public static ProviderTranscript Named(string name) => All.Single(transcript => transcript.Name == name);
}
