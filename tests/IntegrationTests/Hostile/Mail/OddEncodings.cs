namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>Transfer encodings: wrong, broken, of old, and none.</summary>
internal static class OddEncodings
{
    private static readonly string Good = OddMessage.Base64("Hello, and once more: hello, with Grüße from all of us here.\n");

    public static IEnumerable<OddMessage> All =>
    [
        Text("base64 as it should be", "base64", Good + "\r\n"),
        Text("base64 without padding", "base64", Good.TrimEnd('=') + "\r\n"),
        Text("base64 with too much padding", "base64", Good + "====\r\n"),
        Text("base64 with blanks within", "base64", string.Join(' ', Good.ToCharArray()) + "\r\n"),
        Text("base64 with letters that are none", "base64", Good.Insert(8, "!#*~") + "\r\n"),
        Text("base64 in one line of 200,000", "base64", Convert.ToBase64String(new byte[150_000].Select(_ => (byte)'x').ToArray())),
        Text("base64 one letter a line", "base64", string.Join("\r\n", Good.Where(letter => !char.IsWhiteSpace(letter)))),
        Text("base64 cut in the middle", "base64", Good[..21]),
        Text("base64 of one letter", "base64", "Q"),
        Text("base64 of nothing", "base64", ""),
        Text("base64 that is plain text", "base64", "This is not base64 at all, is it? No.\r\n"),
        Text("base64 twice", "base64", OddMessage.Base64("one\n") + "\r\n" + OddMessage.Base64("two\n") + "\r\n"),
        Text("base64 with a footer of a list", "base64", Good + "\r\n_______________\r\nUnsubscribe here\r\n"),
        Text("quoted-printable as it should be", "quoted-printable", "Gr=C3=BC=C3=9Fe, and a line that =\r\ngoes on=2E\r\n"),
        Text("quoted-printable in small letters", "quoted-printable", "Gr=c3=bc=c3=9fe\r\n"),
        Text("quoted-printable with bad digits", "quoted-printable", "a=XYb =G1 =1G =\r\n==3D\r\n"),
        Text("quoted-printable that ends in the middle", "quoted-printable", "end="),
        Text("quoted-printable that ends in the middle of a digit", "quoted-printable", "end=C"),
        Text("quoted-printable with blanks at the end of lines", "quoted-printable", "one   \r\ntwo =  \r\nthree\t\r\n"),
        Text("quoted-printable with bytes beyond ASCII", "quoted-printable", OddMessage.Utf8("Grüße =C3=BC\r\n")),
        Text("quoted-printable of soft line ends alone", "quoted-printable", OddMessage.Times(50_000, "=\r\n")),
        Text("quoted-printable in one line of 300,000", "quoted-printable", OddMessage.Times(100_000, "=41")),
        Text("uuencode of old", "x-uuencode", "begin 644 file.txt\r\n+2&5L;&\\L('=O<FQD\r\n`\r\nend\r\n"),
        Text("uuencode that never ends", "x-uuencode", "begin 644 file.txt\r\n+2&5L;&\\L('=O<FQD\r\n"),
        Text("uuencode within a text", "7bit", "See:\r\n\r\nbegin 644 file.txt\r\n+2&5L;&\\L('=O<FQD\r\n`\r\nend\r\n"),
        Text("yEnc within a text", "8bit", "=ybegin line=128 size=5 name=x.bin\r\n\u0092\u008f\u0096\u0096\u0099\r\n=yend size=5\r\n"),
        Text("BinHex within a text", "7bit", "(This file must be converted with BinHex 4.0)\r\n:$f*TEQKPH#jdCA0d,R0XG!0X!!!!!:\r\n"),
        Text("an encoding that nobody knows", "x-rot13", "Uryyb\r\n"),
        Text("an encoding in capitals, with a comment", "BASE64 (really)", OddMessage.Base64("Hello\n") + "\r\n"),
        Text("an encoding in quotes", "\"quoted-printable\"", "a=3Db\r\n"),
        Text("an encoding of nothing", "", "Hello\r\n"),
        Text("two encodings", "base64\r\nContent-Transfer-Encoding: 8bit", OddMessage.Base64("Hello\n") + "\r\n"),
        Text("binary with NULs", "binary", "a\0b\0c\r\n"),
        Text("lines that end in LF alone", "8bit", "one\ntwo\nthree\n"),
        Text("lines that end in CR alone", "8bit", "one\rtwo\rthree\r"),
        Text("a line of a megabyte", "8bit", new string('x', 1_000_000) + "\r\n"),
        Text("a hundred thousand empty lines", "7bit", OddMessage.Times(100_000, "\r\n")),
        Text("four megabytes of text", "7bit", OddMessage.Times(56_000, "Seventy characters of text that nobody will ever read to its very end.\r\n")),
        Text("flowed text that only flows", "7bit", OddMessage.Times(20_000, "word \r\n"), "; format=flowed"),
        Text("flowed text quoted a thousand deep", "7bit", new string('>', 1000) + " deep \r\n" + new string('>', 1000) + " down\r\n", "; format=flowed"),
        OddMessage.Of("a multipart in base64", "Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64\r\n", OddMessage.Base64("--b\r\n\r\nhidden\r\n--b--\r\n")),
        OddMessage.Attached("an attachment of broken base64", "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=x.bin\r\nContent-Transfer-Encoding: base64\r\n", "AAEC*AwQF\r\nBgc\r\n"),
        OddMessage.Attached("an attachment of base64 in one line", "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=x.bin\r\nContent-Transfer-Encoding: base64\r\n", Convert.ToBase64String(new byte[60_000]) + "\r\n"),
        OddMessage.Attached("an attachment in uuencode", "Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=x.bin\r\nContent-Transfer-Encoding: x-uuencode\r\n", "begin 644 x.bin\r\n+2&5L;&\\L('=O<FQD\r\n`\r\nend\r\n"),
    ];

    private static OddMessage Text(string name, string encoding, string body, string parameters = "") =>
        OddMessage.Of(name, $"Content-Type: text/plain; charset=utf-8{parameters}\r\nContent-Transfer-Encoding: {encoding}\r\n", body);
}
