using static ImapApi.IntegrationTests.Hostile.Mail.OddMessage;

namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>Parts within parts, parts without end, and parts that are none.</summary>
internal static class OddStructures
{
    public static IEnumerable<OddMessage> All =>
    [
        .. ((int[])[10, 50, 99, 101, 150, 500]).Select(depth => Of($"multiparts {depth} deep", "Content-Type: multipart/mixed; boundary=\"b0x\"\r\n", Deep(depth))),
        .. ((int[])[2, 10, 30, 60, 100]).Select(depth => Raw($"messages {depth} deep", Messages(depth))),
        .. ((int[])[100, 1000, 5000]).Select(count => Of($"{count} parts", "Content-Type: multipart/mixed; boundary=b\r\n", Times(count, "--b\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n") + "--b--\r\n")),
        Of("a hundred texts", "Content-Type: multipart/mixed; boundary=b\r\n", string.Concat(Enumerable.Range(0, 100).Select(number => $"--b\r\nContent-Type: text/plain\r\n\r\nText {number}\r\n")) + "--b--\r\n"),
        Of("parts of nothing", "Content-Type: multipart/mixed; boundary=b\r\n", "--b\r\n\r\n--b\r\n--b\r\n\r\n\r\n--b--\r\n"),
        Of("a multipart of no parts", "Content-Type: multipart/mixed; boundary=b\r\n", "--b--\r\n"),
        Of("a multipart that is a text", "Content-Type: multipart/mixed; boundary=b\r\n", "no boundary at all\r\n"),
        Of("a multipart without a boundary", "Content-Type: multipart/mixed\r\n", "--b\r\n\r\ntext\r\n--b--\r\n"),
        Of("a boundary of nothing", "Content-Type: multipart/mixed; boundary=\"\"\r\n", "--\r\n\r\ntext\r\n----\r\n"),
        Of("a boundary of a kilobyte", $"Content-Type: multipart/mixed; boundary=\"{new string('b', 1000)}\"\r\n", $"--{new string('b', 1000)}\r\n\r\ntext\r\n--{new string('b', 1000)}--\r\n"),
        Of("a boundary with blanks behind it", "Content-Type: multipart/mixed; boundary=b\r\n", "--b   \r\n\r\ntext\r\n--b--   \r\n"),
        Of("a boundary that begins another", "Content-Type: multipart/mixed; boundary=b\r\n", "--b\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\n\r\ntext\r\n--bb--\r\n--b--\r\n"),
        Of("the same boundary twice", "Content-Type: multipart/mixed; boundary=b\r\n", "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ninner\r\n--b--\r\n--b--\r\n"),
        Of("a multipart that never ends", "Content-Type: multipart/mixed; boundary=b\r\n", "--b\r\n\r\ntext\r\n--b\r\nContent-Type: application/pdf\r\n\r\ncontent\r\n"),
        Of("a multipart that ends in its header", "Content-Type: multipart/mixed; boundary=b\r\n", "--b\r\nContent-Type: text/plain"),
        Of("what stands before and after the parts", "Content-Type: multipart/mixed; boundary=b\r\n", "before\r\n--b\r\n\r\ntext\r\n--b--\r\nafter\r\n--b\r\n\r\nlate\r\n"),
        .. ((string[])["text", "text/", "/plain", "text/plain;;;;", ";", "text plain", "text/plain charset=utf-8", "text/plain; charset", "text/plain; =x", "TEXT/PLAIN; CHARSET=UTF-8", "text/plain; charset=utf-8; charset*0=x",
            "multipart/alternative; boundary=x", "x/y/z", "text/plain, text/html", "\"text/plain\"", new string('t', 5000) + "/plain"]).Select((type, index) => Of($"type {index}", $"Content-Type: {type}\r\n")),
        Of("two types", "Content-Type: text/html\r\nContent-Type: text/plain\r\n", "<p>Hello</p>\r\n"),
        Of("a text nobody knows", "Content-Type: text/x-strange; charset=utf-8\r\n"),
        Of("a calendar alone", "Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n", "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@example.com\r\nDTSTART:99999999T999999Z\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:odd\r\nEND:VEVENT\r\n"),
        Of("a calendar that nests", "Content-Type: text/calendar; method=REQUEST\r\n", Times(5000, "BEGIN:VEVENT\r\n")),
        Of("S/MIME, signed and opaque", "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n", "MIAGCSqGSIb3DQEHAqCAMIACAQExADCABgkqhkiG9w0BBwEAAA==\r\n"),
        Of("S/MIME, signed and clear", "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=b\r\n", "--b\r\nContent-Type: text/plain\r\n\r\nsigned\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAG\r\n--b--\r\n"),
        Of("PGP, encrypted", "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n", "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nabc\r\n-----END PGP MESSAGE-----\r\n--b--\r\n"),
        Of("PGP within a text", "Content-Type: text/plain\r\n", "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n- - dashed\r\n-----BEGIN PGP SIGNATURE-----\r\nx\r\n-----END PGP SIGNATURE-----\r\n"),
        Attached("TNEF", "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n", Convert.ToBase64String([0x78, 0x9f, 0x3e, 0x22, 1, 0, 1, 0xff, 0xff, 0xff, 0x7f]) + "\r\n"),
        Attached("a zip in a zip by its name", "Content-Type: application/zip\r\nContent-Disposition: attachment; filename=\"42.zip\"\r\nContent-Transfer-Encoding: base64\r\n", "UEsDBBQAAAAIAAAAIQAAAAAAAAAAAAAAAAAFAAAAeC56aXA=\r\n"),
        Of("a piece of a message", "Content-Type: message/partial; id=\"x@example.com\"; number=1; total=99999\r\n", "Subject: inner\r\n\r\npiece\r\n"),
        Of("a body elsewhere", "Content-Type: message/external-body; access-type=local-file; name=\"/etc/passwd\"\r\n", "Content-Type: text/plain\r\n\r\n"),
        Of("a digest", "Content-Type: multipart/digest; boundary=b\r\n", "--b\r\n\r\nSubject: one\r\n\r\nfirst\r\n--b\r\n\r\nSubject: two\r\n\r\nsecond\r\n--b--\r\n"),
        Of("a report of nonsense", "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n", "--b\r\n\r\nsorry\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n" + Times(2000, "Final-Recipient: rfc822;\r\nStatus: 9.999.999\r\n\r\n") + "--b--\r\n"),
        Of("a message in base64 within a message", "Content-Type: multipart/mixed; boundary=b\r\n", "--b\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Base64("Subject: inner\r\n\r\nhidden\r\n") + "\r\n--b--\r\n"),
        Of("alternatives of everything", "Content-Type: multipart/alternative; boundary=b\r\n", "--b\r\nContent-Type: text/plain\r\n\r\nplain\r\n--b\r\nContent-Type: text/enriched\r\n\r\n<bold>rich</bold>\r\n--b\r\nContent-Type: text/html\r\n\r\n<b>html</b>\r\n--b\r\nContent-Type: text/x-amp-html\r\n\r\n<html amp4email></html>\r\n--b--\r\n"),
        Of("an Apple double", "Content-Type: multipart/appledouble; boundary=b\r\n", "--b\r\nContent-Type: application/applefile; name=\"%x\"\r\n\r\nx\r\n--b\r\nContent-Type: image/jpeg; name=x.jpg\r\n\r\ny\r\n--b--\r\n"),
    ];

    private static string Deep(int depth) => string.Concat(Enumerable.Range(0, depth).Select(level => $"--b{level}x\r\nContent-Type: multipart/mixed; boundary=\"b{level + 1}x\"\r\n\r\n")) +
        $"--b{depth}x\r\nContent-Type: text/plain\r\n\r\nbottom\r\n--b{depth}x--\r\n" + string.Concat(Enumerable.Range(0, depth).Reverse().Select(level => $"--b{level}x--\r\n"));

    private static string Messages(int depth) => string.Concat(Enumerable.Range(0, depth).Select(level => $"From: a{level}@example.com\r\nSubject: level {level}\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n")) +
        "From: last@example.com\r\nSubject: last\r\n\r\nbottom\r\n";
}
