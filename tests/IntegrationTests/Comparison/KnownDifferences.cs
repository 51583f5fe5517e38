using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Comparison;

/// <summary>Where a server's answers are its own, as <c>docs/servers.md</c> says: what the API then answers.</summary>
internal static class KnownDifferences
{
    private const string Unsupported = "422 SearchUnsupported";

    /// <summary>By the server and what was asked. Null: not compared, for it is long or the server's own.</summary>
    public static readonly IReadOnlyDictionary<(MailServerKind Kind, string Asked), string?> All = new Dictionary<(MailServerKind Kind, string Asked), string?>
    {
        // No CONDSTORE.
        [(MailServerKind.DovecotPlain, "search for modification sequence")] = Unsupported,
        [(MailServerKind.DovecotPlain, "total of a search for modification sequence")] = Unsupported,
        [(MailServerKind.Courier, "search for modification sequence")] = Unsupported,
        [(MailServerKind.Courier, "total of a search for modification sequence")] = Unsupported,

        // No UIDPLUS: where a message went is not told.
        [(MailServerKind.DovecotPlain, "one message moved")] = "Archive: somewhere 404 MessageNotFound",
        [(MailServerKind.DovecotPlain, "one message copied")] = "Archive: somewhere ",
        [(MailServerKind.DovecotPlain, "many moved by ids")] = "2 matched, 2 done, 0 new ids",
        [(MailServerKind.DovecotPlain, "many moved by a search")] = "2 matched, 2 done, 0 new ids",

        // What is looked through for a word is the server's affair: Cyrus does not see this quoted-printable part, and sees the file name of an attached message.
        [(MailServerKind.Cyrus, "search for body of an encoded part")] = "",
        [(MailServerKind.Cyrus, "total of a search for body of an encoded part")] = "0: ",
        [(MailServerKind.Cyrus, "search for body in an attached message")] = "INBOX/18",
        [(MailServerKind.Cyrus, "total of a search for body in an attached message")] = "1: ",

        // A message without Date: for Dovecot it was sent before everything, for Cyrus when it was received, for Courier never.
        [(MailServerKind.Cyrus, "search for sent since")] = "INBOX/26 INBOX/25 INBOX/24 INBOX/20 INBOX/19 INBOX/18 INBOX/17 INBOX/16 INBOX/15 INBOX/14 INBOX/13 INBOX/12 INBOX/11 INBOX/10 INBOX/9 INBOX/8 INBOX/7 INBOX/6 INBOX/5 INBOX/4 INBOX/3 INBOX/2 INBOX/1",
        [(MailServerKind.Cyrus, "total of a search for sent since")] = "23: INBOX/24 INBOX/20",
        [(MailServerKind.Cyrus, "search for sent before")] = "INBOX/23 INBOX/22 INBOX/21",
        [(MailServerKind.Cyrus, "total of a search for sent before")] = "3: INBOX/21",
        [(MailServerKind.Courier, "search for sent before")] = "INBOX/23 INBOX/22 INBOX/21",
        [(MailServerKind.Courier, "total of a search for sent before")] = "3: INBOX/21",

        // A Date at half past midnight, two hours east: the day is the sender's (RFC 9051 §6.4.4), for Courier Greenwich's.
        [(MailServerKind.Courier, "search for sent since a day that the time zone matters for")] = "",
        [(MailServerKind.Courier, "total of a search for sent since a day that the time zone matters for")] = "0: ",

        // OBJECTID is there, and no message has this id.
        [(MailServerKind.Cyrus, "search for a server's id")] = "",
        [(MailServerKind.Cyrus, "total of a search for a server's id")] = "0: ",

        // Whether the line end before the boundary that closes a message inside a message is the message's.
        [(MailServerKind.Courier, "entry of INBOX/18")] = null,
        [(MailServerKind.Courier, "message INBOX/18")] = null,
        [(MailServerKind.Courier, "attachment message/rfc822 of INBOX/18")] = null,
    };
}
