namespace ImapApi.TestKit.Imap;

internal sealed class ScriptedImapOptions
{
    /// <summary>Of a server that has what most have, for a test to add to.</summary>
    public static IReadOnlyList<string> Extensible { get; } = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "LITERAL+", "ENABLE", "IDLE", "NAMESPACE", "UIDPLUS", "SPECIAL-USE", "LIST-EXTENDED"];

    public WireSecurity Security { get; init; } = WireSecurity.Plain;

    /// <summary>The first line. <c>null</c>: none, the server only listens.</summary>
    public string? Greeting { get; init; } = "* OK ready";

    /// <summary>Names as CAPABILITY lists them, without STARTTLS, which follows from <see cref="Security"/>.</summary>
    public IList<string> Capabilities { get; init; } =
        ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "LITERAL+", "ID", "ENABLE", "IDLE", "NAMESPACE", "UIDPLUS", "SPECIAL-USE", "LIST-EXTENDED", "UNSELECT"];

    /// <summary>Whether this user with this password or access token may enter. Everybody may, unless told otherwise.</summary>
    public Func<string, string, bool> Admits { get; init; } = (_, _) => true;

    /// <summary>What NAMESPACE answers.</summary>
    public string Namespace { get; init; } = """(("" "/")) NIL NIL""";

    /// <summary>Drip-feeding: at most so many bytes in one write. 0: whole answers.</summary>
    public int DripBytes { get; set; }

    /// <summary>Drip-feeding: the pause between two such writes.</summary>
    public TimeSpan DripPause { get; set; }
}
