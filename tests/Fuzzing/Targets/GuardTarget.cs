using ImapApi.Infrastructure.Imap.Guard;
using MailKit;

namespace ImapApi.Fuzzing.Targets;

/// <summary>The guard: says the same however the bytes arrive, makes none more or less, and lets nothing pass that MailKit nests deeper than the guard allows.</summary>
internal sealed class GuardTarget : IFuzzTarget
{
    private const string Plain = "(\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 17 1 NIL NIL NIL NIL)";

    private static readonly GuardLimits Small = new()
    {
        Nesting = 8, Token = 200, Line = 1200, FetchLine = 1600, SearchLine = 800, TokenLiteral = 600, TokenLiteralKept = 40, BodyLiteral = 1500, HeaderField = 100, Statuses = 20, Mailboxes = 10, FetchLines = 30, Lines = 30, Messages = 1000,
    };

    private static readonly FetchRequest Asked = new(MessageSummaryItems.UniqueId | MessageSummaryItems.BodyStructure | MessageSummaryItems.Envelope);

    public string Name => "guard";

    public IReadOnlyList<string> Samples =>
    [
        $"\0* 1 FETCH (UID 1 BODYSTRUCTURE (({Plain}{Plain} \"alternative\" NIL NIL NIL NIL){Plain} \"mixed\" NIL NIL NIL NIL))\r\n", $"\u0003* 1 FETCH (BODYSTRUCTURE {Plain} FLAGS (\\Seen))\r\n* 2 FETCH (FLAGS ())\r\n",
        "\u0001* THREAD (1 2)(3 (4 5)((6)(7)))\r\n", "\0* 1 FETCH (BODY[HEADER.FIELDS (SUBJECT)] {20}\r\nSubject: abcdefgh\r\n\r\n UID 5)\r\n", "\0* 1 FETCH (ENVELOPE (NIL \"a\\\"b\" NIL NIL NIL NIL NIL NIL NIL NIL) UID 2)\r\n",
        "\0* LIST (\\Noinferiors) \"/\" {3}\r\nabc\r\n* OK [ALERT] (((\r\n", "\0* BYE [UNAVAILABLE] go\r\n", "\0* OK [PERMANENTFLAGS (\\Seen \\*)] flags (((\r\n* 5 EXISTS\r\n* VANISHED (EARLIER) 1:3\r\n", "\0+ idling\r\n* NO \"quoted\" text\r\n",
        "\0* 1 FETCH (BODYSTRUCTURE (\"text\" \"plain\" NIL {5}\r\nabcde NIL \"7bit\" 17 1 NIL NIL NIL NIL))\r\n", "\u0001* SEARCH 1 2 3\r\n* ESEARCH (TAG \"A\") UID ALL 1:3\r\n",
    ];

    public IReadOnlyList<string> Words =>
    [
        "(", ")", "((((((((", "))))))))", "\"", "\\", "\\\"", "[", "]", "<0>", "{", "}", "{3}\r\n", "{3+}\r\n", "{0}\r\n", "{41}\r\n", "{100}\r\n", "{000005}\r\n", "\r\n", "\n", "\r", " ", "\t", "\0", "%", "*", "* ", "+ ", "* 1 FETCH (", "FETCH", "BODYSTRUCTURE ", Plain, "ENVELOPE ",
        "BODY[]", "BODY[HEADER.FIELDS (SUBJECT)] ", "BODY[1] ", "UID 7", "FLAGS (", "MODSEQ (5)", "NIL", "\"mixed\"", "\"message\" \"rfc822\"", "* OK ", "* NO [", "* BAD ", "* BYE ", "* PREAUTH ", "ok", "A00000003 OK ", "* LIST () \"/\" ", "* SEARCH ", "* THREAD ", "* VANISHED ",
        " EXISTS", " EXPUNGE", "* 4294967295", "* FLAGS ", "X-UNKNOWN ", "PREVIEW ", "EMAILID (", "ANNOTATION ", "* STATUS INBOX (", "* CAPABILITY ", "BODY ", "INTERNALDATE ",
    ];

    public void Check(byte[] input)
    {
        if (input.Length < 2)
            return;
        var answer = input[1..];
        Pieces(answer, 1 + input[0] % 40);
        if ((input[0] & 1) == 0)
            Structures(answer);
        else
            Threads(answer);
    }

    private static void Structures(byte[] answer)
    {
        foreach (var message in GuardedClient.Ask(Small, "FETCH", answer, folder => folder.Fetch(0, -1, Asked)) ?? [])
            Finding.Unless(message.Body is null || Depth(message.Body) <= Small.Nesting, "the parser nests no deeper than the guard lets it");
    }

    private static void Threads(byte[] answer)
    {
        var threads = GuardedClient.Ask(Small, "THREAD", answer, folder => folder.Thread(ThreadingAlgorithm.References, MailKit.Search.SearchQuery.All));
        Finding.Unless(threads is null || Depth(threads) <= Small.Nesting, "the parser nests no deeper than the guard lets it");
    }

    private static void Pieces(byte[] answer, int size)
    {
        var (whole, wholeVerdict, wholeEnd) = Scan(answer, answer.Length);
        var (pieces, verdict, end) = Scan(answer, size);
        // Of several limits that are broken at once, any may be named. Only a size that straddles two pieces cannot be changed any more: there the guard gives up.
        Finding.Unless((verdict is null) == (wholeVerdict is null) || verdict?.Contains("straddles", StringComparison.Ordinal) == true, $"the guard says the same however the bytes arrive: {wholeVerdict} and {verdict}");
        if (verdict is not null)
            return;
        Finding.UnlessEqual(end, wholeEnd, "the guard knows where a line ends");
        Finding.Unless(whole.AsSpan().SequenceEqual(pieces), "the guard changes the same bytes");
    }

    private static (byte[] Bytes, string? Verdict, bool IsAtLineEnd) Scan(byte[] answer, int size)
    {
        var bytes = answer.ToArray();
        // A long field is cut where a piece has room for it: here none is.
        var scanner = new ResponseScanner(Small with { HeaderField = int.MaxValue });
        scanner.Ledger.BeginCommand(3);
        try
        {
            for (var at = 0; at < bytes.Length; at += size)
                scanner.Scan(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)));
            return (bytes, null, scanner.IsAtLineEnd);
        }
        catch (ServerMisbehavedException violation)
        {
            return (bytes, violation.Message, false);
        }
    }

    private static int Depth(BodyPart part) => part switch
    {
        BodyPartMultipart multipart => 1 + multipart.BodyParts.Select(Depth).DefaultIfEmpty().Max(),
        BodyPartMessage { Body: { } body } => 1 + Depth(body),
        _ => 1,
    };

    private static int Depth(IList<MessageThread> threads) => threads.Select(Depth).DefaultIfEmpty().Max();

    /// <summary>A chain is no nesting: <c>(1 2 3)</c> becomes one below the other, so only threads beside each other count.</summary>
    private static int Depth(MessageThread thread)
    {
        var depth = 0;
        var open = new Stack<(MessageThread Thread, int Depth)>([(thread, 1)]);
        while (open.TryPop(out var next))
        {
            depth = Math.Max(depth, next.Depth);
            foreach (var child in next.Thread.Children)
                open.Push((child, next.Depth + (next.Thread.Children.Count > 1 ? 1 : 0)));
        }

        return depth;
    }
}
