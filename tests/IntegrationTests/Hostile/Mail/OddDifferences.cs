namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>Where the program shows another thing than Python's parser, and why.</summary>
internal static class OddDifferences
{
    private const string Broken = "it is broken, and each shows what it makes of it";

    private const string TextById = "a text id names parts of at most eight levels, so that it fits a request line";

    private const string TooDeep = "Dovecot does not tell the structure below 99 levels";

    private const string NoParts = "a multipart without parts holds no file; Python makes one of it";

    private const string TypeIsText = "what is no type is text (RFC 2045 §5.2), which Python holds only for some";

    private const string Names = "the server puts the pieces together";

    private const string Header = "Python ends the header there; the server goes on, as mail programs do";

    private const string NulOnDovecot = "Dovecot hands out 0x80 for a NUL";

    private static readonly Dictionary<(string Name, string Field), string> All = new()
    {
        [("ISO-2022-JP of unknown escapes", "plain")] = Broken,
        [("base64 cut in the middle", "plain")] = "what there is of it is shown; Python shows it undecoded",
        [("base64 of one letter", "plain")] = Broken,
        [("base64 twice", "plain")] = "padding ends nothing: what follows it is decoded, too",
        [("quoted-printable with bad digits", "plain")] = Broken,
        [("quoted-printable that ends in the middle of a digit", "plain")] = Broken,
        [("an encoding in capitals, with a comment", "plain")] = "comments are allowed (RFC 2045 §3); Python does not know them",
        [("binary with NULs", "plain")] = NulOnDovecot,
        [("flowed text that only flows", "plain")] = "Python does not join flowed lines (RFC 3676)",
        [("flowed text quoted a thousand deep", "plain")] = "Python does not join flowed lines (RFC 3676)",
        [("an encoded word with a line end within", "subject")] = "no line end comes out of a subject; Python ends it there",
        [("an encoded word with a NUL within", "subject")] = "no control character comes out of a subject",
        [("ten thousand encoded words", "subject")] = "a field is cut after 128 KiB",
        [("Latin-1 as it is", "subject")] = "what is no UTF-8 is taken for windows-1252",
        [("ISO-2022-JP as it is", "subject")] = "no control character comes out of a subject",
        [("a subject with a NUL", "subject")] = NulOnDovecot,
        [("a subject with a blank before its colon", "subject")] = Header,
        [("a subject with a blank before its colon", "plain")] = Header,
        [("a line without a colon in the header", "plain")] = Header,
        [("one letter", "plain")] = Header,
        [("from a name in a comment", "from")] = "the comment is the name (RFC 5322 §A.6.3), as mail programs have it",
        [("from a comment that never ends", "from")] = Broken,
        [("from a quote that never ends", "from")] = Broken,
        [("from brackets within brackets", "from")] = Broken,
        [("from a name with a comma and no quotes", "from")] = "a word without a domain is part of the name, as mail programs have it",
        [("from an encoded name with a line end within", "from")] = "Python refuses it",
        [("from an address in Punycode", "from")] = "shown as people write it",
        [("from nothing in brackets", "from")] = Broken,
        [("from prose", "from")] = "what is no address is shown as a name",
        [("to groups within groups", "to")] = "Python refuses them",
        [("to ten thousand recipients", "to")] = "a thousand are shown",
        [("to ten thousand groups", "to")] = "a thousand are shown",
        [("file name in a charset nobody knows", "attachments")] = "taken for Latin-1",
        [("file name in pieces with a gap", "attachments")] = Names,
        [("file name in pieces without the first", "attachments")] = Names,
        [("file name in the same piece twice", "attachments")] = Names,
        [("file name in pieces with numbers beyond reason", "attachments")] = Broken,
        [("file name in a thousand pieces", "attachments")] = Names,
        [("file name twice, plain and in percent", "attachments")] = "the better of two names is taken, as mail programs do",
        [("file name as an encoded word without quotes", "attachments")] = "not allowed, but what it means is plain",
        [("file name in Latin-1 as it is", "attachments")] = "what is no UTF-8 is taken for Latin-1",
        [("file name that never closes its quotes", "attachments")] = "the server gives no name",
        [("a hundred texts", "plain by text id")] = "a text id names fifty parts, so that it fits a request line",
        [("multiparts 10 deep", "plain by text id")] = TextById,
        [("multiparts 50 deep", "plain by text id")] = TextById,
        [("multiparts 99 deep", "plain")] = TooDeep,
        [("multiparts 99 deep", "attachments")] = TooDeep,
        [("multiparts 101 deep", "plain")] = TooDeep,
        [("multiparts 101 deep", "attachments")] = TooDeep,
        [("multiparts 150 deep", "plain")] = TooDeep,
        [("multiparts 150 deep", "attachments")] = TooDeep,
        [("multiparts 500 deep", "plain")] = TooDeep,
        [("multiparts 500 deep", "attachments")] = TooDeep,
        [("a multipart in base64", "attachments")] = NoParts,
        [("a multipart of no parts", "attachments")] = NoParts,
        [("a multipart that is a text", "attachments")] = NoParts,
        [("a multipart without a boundary", "attachments")] = NoParts,
        [("the same boundary twice", "attachments")] = NoParts,
        [("type 11", "attachments")] = NoParts,
        [("a multipart that never ends", "attachments")] = "whether the last line end is the part's",
        [("type 1", "plain")] = TypeIsText,
        [("type 2", "plain")] = TypeIsText,
        [("type 2", "attachments")] = TypeIsText,
        [("type 6", "plain")] = TypeIsText,
        [("type 14", "plain")] = TypeIsText,
        [("type 14", "attachments")] = TypeIsText,
    };

    public static bool Explains(string name, string field) => All.ContainsKey((name, field)) || All.ContainsKey((name, Shown(field)));

    /// <summary>What is explained and does not differ any more.</summary>
    public static IEnumerable<(string Name, string Field)> Unused(IEnumerable<(string Name, string Field)> found)
    {
        var seen = found.ToArray();
        return All.Keys.Except(seen).Except(seen.Select(difference => (difference.Name, Shown(difference.Field))));
    }

    /// <summary>The same text, read in two ways.</summary>
    private static string Shown(string field) => field.Split(' ')[0];
}
