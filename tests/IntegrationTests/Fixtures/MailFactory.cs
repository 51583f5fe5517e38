using System.Globalization;
using System.Text;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Messages of all kinds in their wire form, the same for the same number. CRLF line ends.</summary>
public static class MailFactory
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>A mailbox as people have it: mostly text with html, some attachments, a few odd ones.</summary>
    public static byte[] Mixed(int number) => (number % 20) switch
    {
        0 or 4 or 8 => Plain(number),
        1 or 3 or 5 or 7 or 9 or 11 or 13 => Alternative(number),
        2 => WithAttachments(number, 24 * 1024),
        6 => WithAttachments(number, 3 * 1024),
        10 => WithInlineImage(number),
        12 => Latin1(number),
        14 => ShiftJis(number),
        15 => FlowedText(number),
        16 => LongSubject(number, 40),
        17 => Forwarded(number),
        18 => WithoutDateAndSubject(number),
        _ => WithTnef(number),
    };

    public static IEnumerable<byte[]> Mixed(int first, int count) => Enumerable.Range(first, count).Select(number => Mixed(number));

    public static byte[] Plain(int number, string? subject = null, string? text = null) => Message(
        Headers(number, subject) + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n",
        text ?? Prose(number, 12));

    public static byte[] Alternative(int number) => Message(
        Headers(number) + "Content-Type: multipart/alternative; boundary=\"alt\"\r\n",
        AlternativeBody(number));

    public static byte[] WithAttachments(int number, int size) => Message(
        Headers(number) + "Content-Type: multipart/mixed; boundary=\"mix\"\r\n",
        Multipart(
            "mix",
            "Content-Type: multipart/alternative; boundary=\"alt\"\r\n\r\n" + AlternativeBody(number),
            Attachment("application/pdf", $"report-{number}.pdf", Bytes(number, size)),
            Attachment("text/csv", $"figures-{number}.csv", "a;b\r\n1;2\r\n"u8.ToArray())));

    /// <summary>multipart/related with an image the html refers to.</summary>
    public static byte[] WithInlineImage(int number) => Message(
        Headers(number) + "Content-Type: multipart/related; boundary=\"rel\"\r\n",
        Multipart(
            "rel",
            "Content-Type: text/html; charset=utf-8\r\n\r\n<p>See <img src=\"cid:picture@example.com\"></p>\r\n",
            "Content-Type: image/png; name=\"picture.png\"\r\nContent-ID: <picture@example.com>\r\n" +
            "Content-Disposition: inline; filename=\"picture.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64(Bytes(number, 600))));

    /// <summary>ISO-8859-1 in quoted-printable, with encoded words in the headers.</summary>
    public static byte[] Latin1(int number) => Message(
        Headers(number, "=?iso-8859-1?Q?Gr=FC=DFe_aus_K=F6ln?=", "=?iso-8859-1?Q?J=FCrgen_Gro=DF?= <jg@example.com>") +
        "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n",
        "Sch=F6ne Gr=FC=DFe\r\n");

    public static byte[] ShiftJis(int number) => Message(
        Headers(number, "=?utf-8?B?44GT44KT44Gr44Gh44Gv?=") +
        "Content-Type: text/plain; charset=shift_jis\r\nContent-Transfer-Encoding: base64\r\n",
        "grGC8YLJgr+CzQ0K\r\n");

    /// <summary>RFC 3676: soft line breaks and a quoted part.</summary>
    public static byte[] FlowedText(int number) => Message(
        Headers(number) + "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=no\r\n",
        "This line goes \r\non here.\r\n> quoted \r\n> words\r\n");

    public static byte[] LongSubject(int number, int words) => Plain(number, string.Join("\r\n ", Enumerable.Repeat("A subject that does not end", words)));

    /// <summary>A message inside a message, with an attachment of its own.</summary>
    public static byte[] Forwarded(int number) => Message(
        Headers(number, $"Fwd: number {number}") + "Content-Type: multipart/mixed; boundary=\"fwd\"\r\n",
        Multipart(
            "fwd",
            "Content-Type: text/plain; charset=utf-8\r\n\r\nSee below.\r\n",
            "Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=\"original.eml\"\r\n\r\n" +
            Encoding.Latin1.GetString(WithAttachments(number + 1, 900))));

    public static byte[] WithoutDateAndSubject(int number) => Message(
        $"From: nobody@example.com\r\nTo: somebody@example.com\r\nMessage-ID: <bare-{number}@example.com>\r\n",
        "Neither date nor subject.\r\n");

    /// <summary>Outlook's container, as an attachment.</summary>
    public static byte[] WithTnef(int number) => Message(
        Headers(number) + "Content-Type: multipart/mixed; boundary=\"tnef\"\r\n",
        Multipart(
            "tnef",
            "Content-Type: text/plain; charset=us-ascii\r\n\r\nText beside the container.\r\n",
            Attachment("application/ms-tnef", "winmail.dat", [0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00, .. Bytes(number, 120)])));

    /// <summary>A message whose only interesting part is as large as asked.</summary>
    public static byte[] WithLargeAttachment(int number, byte[] content) => Message(
        Headers(number) + "Content-Type: multipart/mixed; boundary=\"big\"\r\n",
        Multipart("big", "Content-Type: text/plain\r\n\r\nLarge.\r\n", Attachment("application/octet-stream", "large.bin", content)));

    /// <summary>Bytes that look random and are the same each time.</summary>
    public static byte[] Bytes(int seed, int size)
    {
        var bytes = new byte[size];
        var state = (uint)seed * 2654435761u + 1;
        for (var i = 0; i < size; i++)
        {
            state = state * 1664525 + 1013904223;
            bytes[i] = (byte)(state >> 24);
        }

        return bytes;
    }

    /// <summary>The usual headers, without those of the content.</summary>
    public static string Headers(int number, string? subject = null, string? from = null) =>
        $"Received: from mx.example.com by mail.example.com; {Date(number)}\r\n" +
        $"From: {from ?? $"\"Sender {number % 50}\" <sender{number % 50}@example.com>"}\r\n" +
        "To: \"Reader\" <reader@example.com>, second@example.com\r\n" +
        $"Date: {Date(number)}\r\n" +
        $"Message-ID: <{number}@example.com>\r\n" +
        $"Subject: {subject ?? $"Message number {number}"}\r\n" +
        "MIME-Version: 1.0\r\n";

    public static byte[] Message(string headers, string body) => Encoding.UTF8.GetBytes(headers + "\r\n" + body);

    /// <summary>The parts, each with its own headers and an empty line in front of its content.</summary>
    public static string Multipart(string boundary, params string[] parts) =>
        string.Concat(parts.Select(part => $"--{boundary}\r\n{part}{(part.EndsWith("\r\n", StringComparison.Ordinal) ? "" : "\r\n")}")) + $"--{boundary}--\r\n";

    public static string Attachment(string type, string name, byte[] content) =>
        $"Content-Type: {type}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Base64(content)}";

    private static string AlternativeBody(int number)
    {
        var text = Prose(number, 15);
        var html = $"<html><body><p>{text.Replace("\r\n", "<br>\r\n")}</p></body></html>\r\n";
        return Multipart("alt", $"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}", $"Content-Type: text/html; charset=utf-8\r\n\r\n{html}");
    }

    private static string Prose(int number, int lines) =>
        string.Concat(Enumerable.Range(1, lines + number % 7).Select(line => $"Line {line} of message {number}, about nothing in particular but long enough.\r\n"));

    private static string Date(int number) => Start.AddMinutes(number * 7).ToString("ddd, d MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    private static string Base64(byte[] content)
    {
        var text = Convert.ToBase64String(content);
        var lines = new StringBuilder(text.Length + text.Length / 38);
        for (var at = 0; at < text.Length; at += 76)
            lines.Append(text, at, Math.Min(76, text.Length - at)).Append("\r\n");
        return lines.ToString();
    }
}
