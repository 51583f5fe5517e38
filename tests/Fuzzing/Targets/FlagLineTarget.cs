using ImapApi.Infrastructure.Imap.Fetching;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Mapping;
using MailKit;

namespace ImapApi.Fuzzing.Targets;

/// <summary>What reads flags beside MailKit: it reads them alike, and takes for a response what the guard takes for lines.</summary>
internal sealed class FlagLineTarget : IFuzzTarget
{
    public string Name => "flags";

    public int MaxLength => 600;

    public IReadOnlyList<string> Samples =>
    [
        "* 1 FETCH (UID 481 FLAGS (\\Seen work))\r\n", "* 3 FETCH (FLAGS (\\SEEN \\Recent $Forwarded) UID 4294967295)\r\n", "* 2 FETCH (UID 1 FLAGS ())\r\n", "* 1 FETCH (UID 5 FLAGS ([x] &AOQ- a]b))\r\n",
        "* X {3}\r\na\r\n b\r\n* 1 FETCH (UID 5 FLAGS ())\r\n", "* OK text {5}\r\n* 1 FETCH (UID 5 FLAGS ())\r\n", "f1 OK done {4}\r\n", "* 1 FETCH (BODY[1] {3+}\r\nabc UID 5)\r\n",
    ];

    public IReadOnlyList<string> Words =>
        ["* 1 FETCH (", "UID ", "FLAGS (", ")", "(", " ", "  ", "\\Seen", "\\*", "\\Deleted", "\\Foo", "NIL", "nil", "work", "\"", "{3}\r\n", "{3}", "}", "{", "\r\n", "\n", "\r", "0", "01", "+1", "* OK ", "* ", "*", "f1 ", "\t", "\0", "\u007F", "ö", "%", "*", "[", "]", "MODSEQ (5)", "* BYE x {9}", "* PREAUTH {3}"];

    public void Check(byte[] input)
    {
        Alike(input);
        Responses(input);
    }

    private static void Alike(byte[] line)
    {
        if (!FlagLine.TryRead(line, out var row) || row.Sequence > 3)
            return;
        Finding.Unless(row.Sequence > 0 && row.Uid > 0 && row.Flags.Values.All(flag => FuzzText.IsHarmless(flag) && flag.Length > 0), "a row of flags names a message");
        var rows = GuardedClient.Ask(GuardLimits.Default, "FETCH", line, folder => folder.Fetch(0, -1, new FetchRequest(MessageSummaryItems.UniqueId | MessageSummaryItems.Flags)))
            ?? throw new Finding("what is read here, MailKit reads");
        Finding.Unless(rows is [var only] && new FlagRow(only.Index + 1, only.UniqueId.Id, FlagMapper.ToFlagSet(only)) == row, "what is read here, MailKit reads alike");
    }

    private static void Responses(byte[] bytes)
    {
        var scanner = new ResponseScanner(GuardLimits.Default);
        var copy = bytes.ToArray();
        try
        {
            while (bytes.Length > 0 && ResponseLength.Of(bytes) is > 0 and var length)
            {
                var end = copy.Length - bytes.Length + length;
                scanner.Scan(copy.AsSpan(copy.Length - bytes.Length, length));
                Finding.Unless(scanner.IsAtLineEnd, "a response ends where a line ends");
                bytes = copy[end..];
            }
        }
        catch (ServerMisbehavedException)
        {
            // The connection has ended.
        }
    }
}
