using System.Globalization;
using System.Text;
using System.Text.Json;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Imap.Mapping;
using MailKit;
using MessageSummary = ImapApi.Domain.Messages.MessageSummary;

namespace ImapApi.Fuzzing.Targets;

/// <summary>A message as a server tells it, to what a listing shows: parts that can be asked for, names that lead nowhere, words on one line, and JSON of it all.</summary>
internal sealed class StructureTarget : IFuzzTarget
{
    private const string Plain = "(\"text\" \"plain\" (\"charset\" \"utf-8\" \"format\" \"flowed\" \"DelSp\" \"Yes\") NIL NIL \"7bit\" 17 1 NIL NIL NIL NIL)";
    private const string Image = "(\"image\" \"png\" (\"name\" \"=?utf-8?Q?a=2Epng?=\") \"<cid1>\" NIL \"base64\" 400 NIL (\"inline\" (\"filename*0*\" \"utf-8''a%2F\" \"filename*1*\" \"b.png\")) NIL NIL)";
    private const string Separator = "\n\n";

    private static readonly FetchRequest Asked = new(
        MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.InternalDate | MessageSummaryItems.Size | MessageSummaryItems.BodyStructure,
        ["Date", "Subject", "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Message-Id", "In-Reply-To"]);

    public string Name => "structure";

    public IReadOnlyList<string> Samples =>
    [
        Plain + Separator + "Subject: =?utf-8?B?R3LDvMOfZQ?=\nFrom: \"A B\" <a@example.com>\nTo: x@example.org, G: y@example.org, z@example.org;\nDate: Sat, 3 Jan 2026 10:00:00 +0100\nMessage-Id: <a@b>\n",
        $"(({Plain}{Image} \"related\" NIL NIL NIL NIL){Image} \"mixed\" (\"boundary\" \"x\") NIL NIL NIL){Separator}From: =?iso-8859-1?Q?J=FCrgen?= <j@example.com>\n b\nReply-To: <>\nCc: a\nBcc: \"\n",
        $"(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 900 (NIL \"inner\" NIL NIL NIL NIL NIL NIL NIL NIL) {Plain} 20 NIL NIL NIL NIL){Separator}Subject: =?utf-16?B?2AA=?= =?utf-7?Q?+2AA-?= x\n",
    ];

    public IReadOnlyList<string> Words =>
    [
        "(", ")", "\"", "NIL", Plain, Image, "\"mixed\"", "\"related\"", "\"\"", "\"message\" \"rfc822\"", "\"text\" \"html\"", "\"attachment\"", "\"filename\"", "\"filename*\"", "\"name\"", "\"utf-8''%E2%80%AE\"", "\"../../etc/passwd\"", "\"..\"", "\"C:\\\\x\"", "4294967295", "4294967296", " ", "/", "\\",
        Separator, "Subject: ", "From: ", "To: ", "Date: ", "=?utf-8?Q?", "=?utf-8?B?", "?=", "=0D=0A", "=00", "=?gb18030?B?", "=?x?Q?", "<", ">", "@", ",", ";", ":", "\n ", "\n\t", "\r", "\0", "ü", "=?utf-16le?B?AA==?=", "(", "@[", "xn--",
    ];

    public void Check(byte[] input)
    {
        var at = input.AsSpan().IndexOf("\n\n"u8);
        var (structure, header) = at < 0 ? (input, []) : (input[..at], input[(at + 2)..]);
        var start = $"* 1 FETCH (UID 7 FLAGS (\\Seen) RFC822.SIZE 2000 INTERNALDATE \" 3-Jan-2026 10:00:00 +0000\" BODYSTRUCTURE ";
        var middle = string.Create(CultureInfo.InvariantCulture, $" BODY[HEADER.FIELDS (DATE SUBJECT FROM SENDER REPLY-TO TO CC BCC MESSAGE-ID IN-REPLY-TO)] {{{header.Length + 2}}}\r\n");
        byte[] answer = [.. Encoding.ASCII.GetBytes(start), .. structure, .. Encoding.ASCII.GetBytes(middle), .. header, .. "\r\n)\r\n"u8];
        foreach (var message in GuardedClient.Ask(GuardLimits.Default, "FETCH", answer, folder => folder.Fetch(0, -1, Asked)) ?? [])
        {
            var outline = SummaryMapper.ToOutline(message);
            Leaves(outline.Leaves);
            OnOneLine(outline);
            Finding.Unless(OutlineSize.Of(outline) > 0, "an outline takes memory");
            Json(new MessageSummary(new MessageId(new MailboxNumber(1), new Uid(7)), outline, FlagMapper.ToFlagSet(message), Labels: null));
        }
    }

    private static void Leaves(IReadOnlyList<BodyLeaf> leaves)
    {
        Finding.Unless(leaves.Count <= BodyStructureMapper.MaxParts && leaves.Select(leaf => leaf.Part).Distinct().Count() == leaves.Count, "every part has a number of its own");
        foreach (var leaf in leaves)
        {
            Finding.Unless(PartNumber.TryParse(leaf.Part.Value, out _), "a part can be asked for");
            Finding.Unless(leaf.ContentType.Split('/', 2) is [{ Length: > 0 }, { Length: > 0 }], $"a part has a type: {leaf.ContentType}");
            if (leaf.FileName is { } name)
                Finding.Unless(name.Length is > 0 and <= 255 && FuzzText.IsHarmless(name) && !name.AsSpan().ContainsAny('/', '\\') && name is not ("." or ".."), $"a file name leads nowhere: {name}");
        }
    }

    private static void OnOneLine(MessageOutline outline)
    {
        var addresses = new[] { outline.ReplyTo, outline.To, outline.Cc, outline.Bcc }.SelectMany(list => list).Append(outline.From).Append(outline.Sender).OfType<EmailAddress>();
        foreach (var word in addresses.SelectMany(address => new[] { address.Name, address.Address }).Append(outline.Subject).Append(outline.InternetMessageId ?? "").Append(outline.InReplyTo ?? ""))
            Finding.Unless(!word.AsSpan().ContainsAny("\r\n\0"), $"words stand on one line: {word}");
        Finding.Unless(outline.To.Count <= AddressMapper.MaxAddresses, "so many are shown");
    }

    private static void Json(MessageSummary message)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        MessageJson.Write(output, new MessagePage(1, 0, 1, [message]));
        using var document = JsonDocument.Parse(output.WrittenMemory);
        Finding.UnlessEqual(document.RootElement.GetProperty("messages").GetArrayLength(), 1, "a listing is JSON");
    }
}
