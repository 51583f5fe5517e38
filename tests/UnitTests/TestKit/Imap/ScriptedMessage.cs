using System.Text;

namespace ImapApi.TestKit.Imap;

/// <summary>A message a scripted server has. Its source is plain text of one part unless <see cref="Attributes"/> says otherwise.</summary>
internal sealed class ScriptedMessage(uint uid)
{
    public uint Uid { get; } = uid;

    public ISet<string> Flags { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    public string Subject { get; init; } = "Subject " + uid;

    /// <summary>The whole header, with the empty line behind it, instead of the usual one.</summary>
    public string? Header { get; init; }

    public ulong ModSeq { get; set; } = 1;

    public string Body { get; init; } = "Hello.\r\n";

    /// <summary>Answers that replace the computed ones, by the name FETCH knows them: <c>ENVELOPE</c>, <c>BODYSTRUCTURE</c>, <c>BODY[2]</c>, <c>X-GM-MSGID</c> …</summary>
    public IDictionary<string, string> Attributes { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public string Headers => Header ?? $"From: Alice <alice@example.com>\r\nTo: Bob <bob@example.com>\r\nSubject: {Subject}\r\nDate: Tue, 01 Sep 2026 10:00:00 +0000\r\n"
        + $"Message-ID: <{Uid}@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";

    public string Source => Headers + Body;

    public long Size => Encoding.UTF8.GetByteCount(Source);

    public string FlagList => "(" + string.Join(' ', Flags) + ")";

    /// <summary>The value of a data item, already in the form of the wire; <c>null</c> when unknown.</summary>
    public string? Attribute(string name)
    {
        if (Attributes.TryGetValue(name, out var given))
            return given;
        return name.ToUpperInvariant() switch
        {
            "UID" => $"{Uid}",
            "FLAGS" => FlagList,
            "MODSEQ" => $"({ModSeq})",
            "INTERNALDATE" => "\"01-Sep-2026 10:00:00 +0000\"",
            "RFC822.SIZE" => $"{Size}",
            "ENVELOPE" => $"""("Tue, 01 Sep 2026 10:00:00 +0000" "{Subject}" {Person("Alice", "alice")} {Person("Alice", "alice")} {Person("Alice", "alice")} {Person("Bob", "bob")} NIL NIL NIL "<{Uid}@example.com>")""",
            "BODYSTRUCTURE" => $"""("text" "plain" ("charset" "utf-8") NIL NIL "7bit" {Encoding.UTF8.GetByteCount(Body)} {Body.Count(c => c == '\n')} NIL NIL NIL NIL)""",
            "BODY" => $"""("text" "plain" ("charset" "utf-8") NIL NIL "7bit" {Encoding.UTF8.GetByteCount(Body)} {Body.Count(c => c == '\n')})""",
            _ => null,
        };
    }

    private static string Person(string name, string mailbox) => $"""(("{name}" NIL "{mailbox}" "example.com"))""";
}
