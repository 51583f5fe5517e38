using System.Text;

namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>A message that no decent program would write, and its name.</summary>
internal sealed record OddMessage(string Name, byte[] Bytes)
{
    /// <summary>The usual header in front.</summary>
    /// <param name="headers">More header lines, each with its end. One char per byte, as all of it.</param>
    public static OddMessage Of(string name, string headers, string body = "text\r\n") => Raw(
        name,
        "From: Anna <anna@example.com>\r\nTo: Bert <bert@example.com>\r\nSubject: odd\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n" +
        $"Message-ID: <{Math.Abs(name.Aggregate(17L, (sum, letter) => sum * 31 + letter) % 1_000_000_007)}@example.com>\r\nMIME-Version: 1.0\r\n{headers}\r\n{body}");

    /// <summary>Nothing in front.</summary>
    public static OddMessage Raw(string name, string message) => new(name, Encoding.Latin1.GetBytes(message));

    /// <summary>Two parts: a text, and what is odd.</summary>
    public static OddMessage Attached(string name, string partHeaders, string content = "content\r\n") => Of(
        name,
        "Content-Type: multipart/mixed; boundary=\"=_b\"\r\n",
        $"--=_b\r\nContent-Type: text/plain\r\n\r\ntext\r\n--=_b\r\n{partHeaders}\r\n{content}--=_b--\r\n");

    public static string Latin1(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    public static string Utf8(string text) => Latin1(Encoding.UTF8.GetBytes(text));

    public static string Base64(string utf8) => Convert.ToBase64String(Encoding.UTF8.GetBytes(utf8), Base64FormattingOptions.InsertLineBreaks);

    public static string Times(int count, string text) => string.Concat(Enumerable.Repeat(text, count));
}
