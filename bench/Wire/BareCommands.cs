namespace ImapApi.Bench.Wire;

/// <summary>What a program that kept nothing would have to ask the mail server, in one command each.</summary>
internal static class BareCommands
{
    /// <summary>What the program asks for; so the mail server has indexed just these before anything is measured.</summary>
    private const string Headers = "DATE SUBJECT FROM SENDER REPLY-TO TO CC BCC MESSAGE-ID IN-REPLY-TO AUTO-SUBMITTED PRECEDENCE X-AUTO-RESPONSE-SUPPRESS X-AUTOREPLY X-AUTORESPOND X-AUTORESPONDER";

    /// <summary>All that a listing shows.</summary>
    public static byte[] Outline(string set) =>
        ImapWire.Command($"FETCH {set} (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS ({Headers})])");

    /// <summary>The same by UIDs.</summary>
    public static byte[] UidOutline(string set) =>
        ImapWire.Command($"UID FETCH {set} (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS ({Headers})])");

    /// <summary>All of a listing that can change.</summary>
    public static byte[] Flags(string set) => ImapWire.Command($"FETCH {set} (UID FLAGS)");

    /// <summary>A message with both its texts, were the structure known.</summary>
    public static byte[] Message(uint uid) =>
        ImapWire.Command($"UID FETCH {uid} (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER] BODY.PEEK[1.1] BODY.PEEK[1.2])");

    public static byte[] Texts(uint uid) => Parts(uid, "1.1", "1.2");

    public static byte[] Parts(uint uid, params IEnumerable<string> parts) =>
        ImapWire.Command($"UID FETCH {uid} ({string.Join(' ', parts.Select(part => $"BODY.PEEK[{part}]"))})");

    /// <summary>A page as sequence numbers, newest first, of a mailbox of that size.</summary>
    public static string Page(int page, int pageSize, int exists) =>
        $"{Math.Max(1, exists - ((page + 1) * pageSize) + 1)}:{exists - (page * pageSize)}";
}
