using System.Buffers;
using System.Buffers.Binary;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Settings;
using ImapApi.Domain.Submissions;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Fuzzing.Targets;

/// <summary>Ids and names in paths, queries and bodies: one spelling for each, and none that could end a line.</summary>
internal sealed class IdTarget : IFuzzTarget
{
    private static readonly SearchValues<char> PathEnds = SearchValues.Create(" <>,;:\"()[]\\");
    private static readonly SearchValues<char> DomainEnds = SearchValues.Create(" <>,;\"()\\");

    public string Name => "ids";

    public IReadOnlyList<string> Samples =>
    [
        "tAAAAAQAAAeE", "tAAAAAQAAAeExLjI", "tAAAAAQAAAeGTkaExkaEykA", "tAAAAAAAAAAAAAAAAAAAAAQ", "t0198c0b1a2d300110123456789abcdef", "tg17-YWxpY2U", "talice/häuser%2F 1", "tINBOX/Sub",
        "t1.2.3", "thttps://user:p%40ss@example.com:8080/hook?x=1", "tuser.name+tag@bücher.example", "t\"quoted name\"@[IPv6:::1]", "t$Forwarded", "t\\Seen", "b\0\0\0\u0001\0\0\u0001\u00011.2",
    ];

    public IReadOnlyList<string> Words =>
    [
        "AAAAAQAAAeE", "AAAA", "_", "-", "=", "+", "/", ".", "1.2", "0", "g1-", "o9-", "INBOX", "\\", "http://", "https://", "@", ":", "#", "%0d%0a", "%00", "%", "[", "]", "IPv6:", "xn--", "\u0085", "\u2028", "\r\n",
        "\0", "\"", "ü", "🎉", "\u202E", "。", "kTE", "k", "oTE",
    ];

    public void Check(byte[] input)
    {
        if (input.Length == 0)
            return;
        // Most ids are base64url: of bytes they can be made as well.
        var text = input[0] == (byte)'b' ? System.Buffers.Text.Base64Url.EncodeToString(input.AsSpan(1)) : FuzzText.Of(input.AsSpan(1));
        OneSpelling(text);
        Names(text);
        Urls(text);
        Addresses(text);
        RoundTrips(input);
    }

    private static void OneSpelling(string text)
    {
        Same(text, MessageId.TryParse(text, out var message), message.ToString());
        Same(text, AttachmentId.TryParse(text, out var attachment), attachment.ToString());
        Same(text, TextId.TryParse(text, out var textId), textId?.ToString());
        Same(text, PartNumber.TryParse(text, out var part), part.Value);
        Same(text, EventId.TryParse(text, out var eventId), eventId.ToString());
        if (QueueId.TryParse(text, out var queue))
            Same(text, isOne: true, string.Concat(queue, queue.Time.Year > 0 ? "" : "!"));
        Same(text, DeliveryId.TryParse(text, out var delivery), delivery?.ToString());
        Same(text, IdempotencyKey.TryParse(text, out var key), key?.Value);
        if (PartNumber.TryParse(text, out _))
            Finding.Unless(text.All(letter => char.IsAsciiDigit(letter) || letter == '.') && !text.StartsWith('.') && !text.EndsWith('.'), "a part number has digits between dots");
    }

    private static void Names(string text)
    {
        Same(text, AccountId.TryParse(text, out var account), account?.Value);
        if (account is not null)
        {
            Finding.Unless(account.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'), "an account's key is harmless");
            Finding.UnlessEqual(AccountId.FromKey(account.Key), account, "an account's key names it");
        }

        if (MailboxPath.TryParse(text, out var path))
            Same(path == MailboxPath.Inbox ? text.ToUpperInvariant() : text, isOne: true, path.Value);
        Finding.Unless(!Flag.IsSettable(text) || text.All(letter => letter is > ' ' and < '\u007F' and not ('(' or ')' or '{' or '"' or ']')), "a flag is an atom");
        Finding.Unless(!Label.IsSettable(text) || FuzzText.IsHarmless(text), "a label is one line");
        if (WebhookSecret.TryParse(text, out var secret))
            Finding.Unless(WebhookSecret.TryParse(secret.Reveal(), out var again) && again.Key.SequenceEqual(secret.Key), "a secret is what it reveals");
    }

    private static void Urls(string text)
    {
        if (!HttpUrl.TryParse(text, out var url))
            return;
        Finding.Unless(FuzzText.IsHarmless(url.Address) && FuzzText.IsHarmless(url.UserInfo ?? "") && url.Origin.Length > 0, "a URL is one line");
        Finding.Unless(HttpUrl.TryParse(url.Address, out var again) && again.Address == url.Address && again.UserInfo is null, $"an address is one without secrets: {url.Address}");
    }

    private static void Addresses(string text)
    {
        if (!MailAddress.IsValid(text))
            return;
        var wire = MailAddress.ToWire(text)!;
        Finding.Unless(FuzzText.IsHarmless(wire) && MailAddress.IsValid(wire), $"an address is one on a wire: {wire}");
        Finding.UnlessEqual(MailAddress.ToWire(wire), wire, "an address is written once");
        var local = wire[..wire.LastIndexOf('@')];
        Finding.Unless(local[0] == '"' || !local.AsSpan().ContainsAny(PathEnds), "an address ends no path and no list");
        Finding.Unless(System.Text.Ascii.IsValid(MailAddress.Domain(text)) && !MailAddress.Domain(text).AsSpan().ContainsAny(DomainEnds), "a domain is ASCII");
    }

    private static void RoundTrips(byte[] input)
    {
        var bytes = new byte[32];
        input.AsSpan(0, Math.Min(input.Length, bytes.Length)).CopyTo(bytes);
        var message = new MessageId(new MailboxNumber(BinaryPrimitives.ReadUInt32LittleEndian(bytes) | 1), new Uid(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)) | 1));
        Finding.Unless(MessageId.TryParse(message.ToString(), out var again) && again == message, "a message id is read as it was written");
        var eventId = new EventId(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8)), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)) & long.MaxValue | 1);
        Finding.Unless(EventId.TryParse(eventId.ToString(), out var sameEvent) && sameEvent == eventId, "an event id is read as it was written");
        var queue = QueueId.Create(DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(24))), bytes[28], BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8)));
        Finding.Unless(QueueId.TryParse(queue.ToString(), out var sameQueue) && sameQueue == queue && queue.Partition == bytes[28], "a queue id is read as it was written");
    }

    private static void Same(string text, bool isOne, string? written)
    {
        if (!isOne)
            return;
        Finding.UnlessEqual(written, text, "an id has one spelling");
        Finding.Unless(FuzzText.IsHarmless(text), "an id is one line");
    }
}
