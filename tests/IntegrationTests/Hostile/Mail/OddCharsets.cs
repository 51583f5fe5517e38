using System.Text;

namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>Texts in charsets, and texts that are in others than they say.</summary>
internal static class OddCharsets
{
    private static readonly (string Name, string Text)[] True =
    [
        ("windows-1252", "\u201cGrüße\u201d \u20ac"), ("iso-8859-1", "Grüße"), ("iso-8859-2", "Zażółć gęślą jaźń"), ("iso-8859-5", "Привет"), ("iso-8859-7", "Γειά σου"), ("iso-8859-8", "שלום"),
        ("iso-8859-9", "Türkçe ığş"), ("iso-8859-15", "Œuvre €"), ("koi8-r", "Привет"), ("koi8-u", "Привіт"), ("windows-1250", "Příliš žluťoučký"), ("windows-1251", "Привет"),
        ("windows-1253", "Γειά"), ("windows-1254", "İstanbul"), ("windows-1255", "שלום"), ("windows-1256", "سلام"), ("windows-1257", "Ačiū"), ("shift_jis", "こんにちは"), ("euc-jp", "こんにちは"),
        ("iso-2022-jp", "こんにちは"), ("gb2312", "你好"), ("gbk", "你好"), ("gb18030", "你好㐀"), ("big5", "你好"), ("euc-kr", "안녕하세요"), ("utf-8", "👍 日本語"), ("utf-16le", "你好"), ("utf-16be", "你好"), ("utf-32le", "你好"),
        ("macintosh", "Grüße"), ("ibm850", "Grüße"), ("ibm866", "Привет"),
    ];

    public static IEnumerable<OddMessage> All =>
    [
        .. True.Select(charset => Packed($"charset {charset.Name}", $"charset={charset.Name}", Encode(charset.Name, charset.Text + "\r\n"))),
        Text("UTF-8 that says us-ascii", "charset=us-ascii", OddMessage.Utf8("Grüße\r\n")),
        Text("UTF-8 that says nothing", "format=fixed", OddMessage.Utf8("Grüße\r\n")),
        Text("Latin-1 that says nothing", "format=fixed", "Gr\u00fc\u00dfe\r\n"),
        Text("Latin-1 that says UTF-8", "charset=utf-8", "Gr\u00fc\u00dfe\r\n"),
        Text("UTF-8 that says Latin-1", "charset=iso-8859-1", OddMessage.Utf8("Grüße\r\n")),
        Text("windows-1252 that says Latin-1", "charset=iso-8859-1", "\u0093quoted\u0094\r\n"),
        Text("a charset that nobody knows", "charset=x-klingon", OddMessage.Utf8("Grüße\r\n")),
        Text("a charset of nothing", "charset=\"\"", OddMessage.Utf8("Grüße\r\n")),
        Text("a charset in quotes within quotes", "charset=\"'utf-8'\"", OddMessage.Utf8("Grüße\r\n")),
        Text("two charsets", "charset=utf-8; charset=iso-8859-1", OddMessage.Utf8("Grüße\r\n")),
        Text("a charset of five thousand letters", "charset=" + new string('x', 5000), "Hello\r\n"),
        Text("a charset with a path", "charset=\"../../../etc/passwd\"", "Hello\r\n"),
        Text("UTF-16 that is ASCII", "charset=utf-16", "Hello\r\n"),
        Text("UTF-7, which is a trap", "charset=utf-7", "+ADw-script+AD4-\r\n"),
        Text("a byte order mark of UTF-8", "format=fixed", "\u00ef\u00bb\u00bfHello\r\n"),
        Packed("a byte order mark of UTF-16", "format=fixed", "\u00ff\u00feH\0i\0"),
        Text("a byte order mark that contradicts", "charset=utf-8", "\u00ef\u00bb\u00bfHello\r\n"),
        Text("ISO-2022-JP that never comes back", "charset=iso-2022-jp", "\u001b$B$3$s$K$A$O"),
        Text("ISO-2022-JP of unknown escapes", "charset=iso-2022-jp", "\u001b(Zx\u001b$Q\u001b\u001b\u001b\r\n"),
        Text("half a character of UTF-8", "charset=utf-8", "Gr\u00c3"),
        Text("UTF-8 longer than it may be", "charset=utf-8", "\u00c0\u00af\u00e0\u0080\u00af\u00f8\u0088\u0080\u0080\u00af\r\n"),
        Text("surrogates in UTF-8", "charset=utf-8", "\u00ed\u00a0\u0080\u00ed\u00b0\u0080\r\n"),
        Text("all 256 bytes", "charset=utf-8", string.Concat(Enumerable.Range(0, 256).Where(octet => octet is not (0 or 10 or 13)).Select(octet => (char)octet)) + "\r\n"),
        Html("a meta element that contradicts", "charset=utf-8", "<meta charset=iso-8859-1>" + OddMessage.Utf8("<p>Grüße</p>\r\n")),
        Html("a meta element that says it alone", "x=y", "<meta charset=iso-8859-2><p>\u00b3\u00f3d\u00bc</p>\r\n"),
        Html("a meta element of UTF-16", "x=y", "<meta charset=utf-16><p>Hello</p>\r\n"),
    ];

    private static OddMessage Text(string name, string parameter, string body) => OddMessage.Of(name, $"Content-Type: text/plain; {parameter}\r\nContent-Transfer-Encoding: 8bit\r\n", body);

    private static OddMessage Packed(string name, string parameter, string body) =>
        OddMessage.Of(name, $"Content-Type: text/plain; {parameter}\r\nContent-Transfer-Encoding: base64\r\n", Convert.ToBase64String(Encoding.Latin1.GetBytes(body)) + "\r\n");

    private static OddMessage Html(string name, string parameter, string body) => OddMessage.Of(name, $"Content-Type: text/html; {parameter}\r\nContent-Transfer-Encoding: 8bit\r\n", body);

    /// <summary>One char per byte.</summary>
    private static string Encode(string name, string text) =>
        OddMessage.Latin1((CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)).GetBytes(text));
}
