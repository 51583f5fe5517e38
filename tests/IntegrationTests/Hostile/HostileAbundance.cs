using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Hostile;

/// <summary>An answer without end of which each octet makes the program keep as much as can be had for it.</summary>
/// <param name="Verb">What it answers.</param>
internal sealed record HostileAbundance(string Name, string Verb, Func<IEnumerable<string>> Answer)
{
    /// <summary>In one line, of the largest there may be.</summary>
    private const int LineLength = 3_900_000;

    /// <summary>In one literal of message content.</summary>
    private const int LiteralLength = 2_000_000;

    public static IReadOnlyList<HostileAbundance> All { get; } =
    [
        new("keywords of their own in each line", "FETCH", () => Numbers.Select(number => $"* {number % 3 + 1} FETCH (UID {number % 3 + 1} FLAGS (k{number}))\r\n")),
        new("keywords", "FETCH", () => Line("* 1 FETCH (UID 1 FLAGS (", number => $" {number:x}", "))")),
        new("parts", "FETCH", () => Line("* 1 FETCH (UID 1 BODYSTRUCTURE (", _ => """("a" "b" NIL NIL NIL "7bit" 1)""", """ "mixed"))""")),
        new("parameters", "FETCH", () => Line("""* 1 FETCH (UID 1 BODYSTRUCTURE ("a" "b" (""", number => $"\"{number:x}\" \"\" ", """) NIL NIL "7bit" 1))""")),
        new("languages", "FETCH", () => Line("""* 1 FETCH (UID 1 BODYSTRUCTURE ("text" "b" NIL NIL NIL "7bit" 1 1 NIL NIL (""", _ => "\"\" ", ")))")),
        new("groups", "FETCH", () => Line("* 1 FETCH (UID 1 ENVELOPE (NIL NIL NIL NIL NIL (", _ => """(NIL NIL "a" NIL)(NIL NIL NIL NIL)""", ") NIL NIL NIL NIL))")),
        new("long addresses", "FETCH", () => Line("* 1 FETCH (UID 1 ENVELOPE (NIL NIL NIL NIL NIL (", _ => $"(NIL NIL \"{new string('x', 60_000)}\" \"\")", ") NIL NIL NIL NIL))")),
        new("header fields", "FETCH", () => Literals("HEADER.FIELDS (SUBJECT)", "a:\n")),
        new("references", "FETCH", () => Literals("HEADER.FIELDS (REFERENCES)", "References: " + string.Concat(Enumerable.Repeat("<a@b>", 20_000)) + "\n")),
        new("texts", "FETCH", () => Literals("1", "x")),
        new("words of codes", "FETCH", () => Numbers.Select(number => $"* OK [PERMANENTFLAGS ({Words(number)})] x\r\n")),
        new("long status lines", "FETCH", () => Numbers.Select(_ => $"* OK [ALERT] {new string('x', 1_000_000)}\r\n")),
        new("news of ten million messages", "FETCH", () => Numbers.Select(number => number == 0 ? "* 10000000 EXISTS\r\n" : $"* {number} FETCH (UID {number} FLAGS ())\r\n")),
        new("messages that vanish here and there", "FETCH", () => Line("* 10000000 EXISTS\r\n* VANISHED 1", number => $",{(2 * number) + 3}", "")),
        new("numbers found", "SEARCH", () => Line("* 10000000 EXISTS\r\n* SEARCH", number => $" {(2 * number) + 1}", "")),
        new("sets of numbers found", "SEARCH", () => Line("* 10000000 EXISTS\r\n* ESEARCH UID ALL 1", number => $",{(2 * number) + 3}", "")),
        new("mailboxes", "LIST", () => Numbers.Select(number => $"* LIST () \"/\" m{number}\r\n")),
        new("mailboxes of long names", "LIST", () => Numbers.Select(number => $"* LIST () \"/\" {number}{new string('x', 60_000)}\r\n")),
        new("keywords to one who idles", "IDLE", () => Numbers.Select(number => number == 0 ? "+ idling\r\n" : $"* {number % 3 + 1} FETCH (FLAGS ({string.Join(' ', Enumerable.Range(100 * number, 100).Select(word => $"{word:x}"))}))\r\n")),
    ];

    /// <summary>A caller makes the program ask for it; otherwise it asks by itself.</summary>
    public bool IsAskedFor => Verb is "FETCH" or "SEARCH";

    private static IEnumerable<int> Numbers => Enumerable.Range(0, int.MaxValue);

    private static string Words(int first) => string.Join(' ', Enumerable.Range(first, 100_000).Select(number => $"{number:x}"));

    private static IEnumerable<string> Line(string first, Func<int, string> piece, string last) => Numbers.SelectMany(_ => OneLine(first, piece, last));

    private static IEnumerable<string> OneLine(string first, Func<int, string> piece, string last)
    {
        yield return first;
        var length = 0;
        for (var number = 0; length < LineLength; number++)
        {
            var some = piece(number);
            length += some.Length;
            yield return some;
        }

        yield return last + "\r\n";
    }

    private static IEnumerable<string> Literals(string section, string piece)
    {
        var content = string.Concat(Enumerable.Repeat(piece, LiteralLength / piece.Length));
        return Numbers.Select(_ => $"* 1 FETCH (UID 1 BODY[{section}] {ImapReply.Literal(content)})\r\n");
    }
}
