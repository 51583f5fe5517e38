using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Html;
using ImapApi.Infrastructure.Mime;
using MimeKit.Encodings;

namespace ImapApi.Fuzzing.Targets;

/// <summary>A text part's bytes to text and to a preview: the same however they arrive, of no more than came, and the beginning of a text begins it.</summary>
internal sealed class TextTarget : IFuzzTarget
{
    private static readonly string[] Encodings = ["base64", "quoted-printable", "x-uuencode", "7bit"];

    private static readonly string?[] Declared =
        [null, "utf-8", "us-ascii", "iso-8859-1", "utf-16", "utf-16be", "utf-32", "gb18030", "shift_jis", "euc-jp", "iso-2022-jp", "iso-2022-kr", "hz", "big5", "euc-kr", "koi8-r", "windows-1255", "macintosh", "utf-7", "nonsense"];

    public string Name => "text";

    public IReadOnlyList<string> Samples =>
    [
        "\0\u0005\u0001R3LDvMOf\r\nZQ==\r\n", "\0\u0003\u0001R3LDvMOfZQ", "\u0001\u0004\u0001Gr=C3=BC=C3=9Fe=\r\n!=XY =\r\nx", "\u0002\u0009\0begin 644 a.txt\r\n&:&5L;&\\*\r\n`\r\nend\r\n", "\u0003\u0007\u0041On the 3rd \r\n> quoted \r\n> more\r\n-- \r\nA \r\n",
        "\u0003\u0002\0<html><meta charset=utf-16><p>Hello&nbsp;w\u00AD</p><style>x</style>", "\u0003\u0001\u000A\u001B$B$3$s\u001B(B x", "\u0003\u0003\u0004a\0b\0\r\0\n\0", "\u0083\u0005\0plain > text  \u200B\u202E x",
    ];

    public IReadOnlyList<string> Words =>
    [
        "=", "==", "=3D", "=\r\n", "=0", "\r\n", "\n", "\r", " ", ">", "> ", "-- ", "AAAA", "QUJD", "Z", "begin 644 x\n", "end\n", "`\n", "M", "<meta charset=\"", "utf-16", "iso-2022-jp", "\u001B$B", "\u001B(B", "\u001B$)C", "\u000E", "\u000F", "~{", "~}", "\uFEFF", "\u200D", "\u00AD", "ü", "🎉",
        "<", ">", "<p>", "</p>", "<script>", "<!--", "&nbsp;", "&#x0;", "&#1114112;", "<style>", "</style", "\0",
    ];

    public void Check(byte[] input)
    {
        if (input.Length < 3)
            return;
        var (encoding, size, charset) = (Encodings[input[0] % 4], 1 + input[1], Declared[input[2] % Declared.Length]);
        var encoded = input[3..];
        var bytes = Undone(encoded, encoding, encoded.Length + 1);
        // MimeKit's reader of uuencode looks for "begin" and "end" in one piece only, where they are damaged.
        Finding.Unless(encoding == "x-uuencode" || bytes.AsSpan().SequenceEqual(Undone(encoded, encoding, size)), "a transfer encoding is undone alike however the bytes arrive");
        Finding.Unless(bytes.Length <= encoded.Length + 2, "a transfer encoding does not make more");
        if (encoding == "base64")
            Finding.Unless(bytes.AsSpan().SequenceEqual(Lenient(encoded)), "base64 is undone as MimeKit does it");

        var isHtml = (input[0] & 0x80) != 0;
        var leaf = new BodyLeaf(PartNumber.One, isHtml ? "text/html" : "text/plain", encoding, charset, (uint)encoded.Length, FileName: null, ContentId: null, IsAttachment: false, Embedded: false, Inline: false, IsFlowed: (input[2] & 0x40) != 0, DelSp: (input[2] & 0x80) != 0);
        var text = TextDecoding.Decode(bytes, leaf, isComplete: true);
        Finding.Unless(text.Length <= 2 * bytes.Length + 2 && (leaf.IsFlowed || !text.Contains("\r\n", StringComparison.Ordinal)), "a text is no longer than its bytes, and its lines end in LF");
        // Without a declared charset the bytes decide, and more of them may decide otherwise.
        if (charset is not null && Charsets.Find(charset) is not null && charset != "us-ascii" && !leaf.IsFlowed)
        {
            var begun = TextDecoding.Decode(bytes.AsSpan(0, bytes.Length * size / 256), leaf, isComplete: false);
            Finding.Unless(text.StartsWith(begun, StringComparison.Ordinal), "the beginning of a text begins it");
        }

        Previews(text);
        Previews(HtmlWords.Read(text));
    }

    private static void Previews(string text)
    {
        var preview = MessagePreview.Clean(text);
        Finding.Unless(preview.Length <= MessagePreview.MaxLength && !preview.Any(char.IsControl), "a preview is one short line");
        Finding.UnlessEqual(MessagePreview.Clean(preview), preview, "a preview is clean");
    }

    private static byte[] Undone(byte[] encoded, string encoding, int size)
    {
        using var decoded = TransferEncodings.Decode(new PiecewiseStream(encoded, size), encoding);
        using var all = new MemoryStream();
        Immediate.Run(decoded.CopyToAsync(all));
        return all.ToArray();
    }

    private static byte[] Lenient(byte[] encoded)
    {
        var decoder = new Base64Decoder();
        var output = new byte[decoder.EstimateOutputLength(encoded.Length) + 8];
        var count = decoder.Decode(encoded, 0, encoded.Length, output);
        var last = new byte[8];
        return [.. output[..count], .. last[..TransferEncodings.Finish(decoder, last)]];
    }
}
