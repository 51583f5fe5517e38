using static ImapApi.IntegrationTests.Hostile.Mail.OddMessage;

namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>Header fields: encoded words, bytes that should not be there, dates that never were, ids that are none.</summary>
internal static class OddHeaders
{
    private const string Plain = "From: anna@example.com\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n";

    public static IEnumerable<OddMessage> All =>
    [
        Subject("an encoded word", "=?utf-8?Q?Gr=C3=BC=C3=9Fe?="),
        Subject("encoded words side by side", "=?utf-8?Q?Gr=C3=BC?= =?utf-8?Q?=C3=9Fe?="),
        Subject("a character torn between two encoded words", "=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?="),
        Subject("encoded words in two charsets", "=?iso-8859-1?Q?Gr=FC=DFe?= =?koi8-r?B?8NLJ18XU?="),
        Subject("an encoded word with blanks within", "=?utf-8?Q?Gr=C3=BC =C3=9Fe?="),
        Subject("an encoded word in a charset nobody knows", "=?x-klingon?Q?Hello?="),
        Subject("an encoded word of bad base64", "=?utf-8?B?!!!!?="),
        Subject("an encoded word of base64 without padding", "=?utf-8?B?SGVsbG8?="),
        Subject("an encoded word that never ends", "=?utf-8?Q?Hello"),
        Subject("an encoded word of nothing", "=?utf-8?Q??="),
        Subject("an encoded word with a language", "=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?="),
        Subject("an encoded word glued to a word", "Hello=?utf-8?Q?_Gr=C3=BC=C3=9Fe?=!"),
        Subject("an encoded word with a line end within", "=?utf-8?Q?one=0D=0ABcc:_evil@example.com?="),
        Subject("an encoded word with a NUL within", "=?utf-8?Q?one=00two?="),
        Subject("encoded words within encoded words", "=?utf-8?Q?=3D=3Futf-8=3FQ=3FHello=3F=3D?="),
        Subject("ten thousand encoded words", Times(10_000, "=?utf-8?Q?=C3=BC?=\r\n ")),
        Subject("UTF-8 as it is", Utf8("Grüße 👍")),
        Subject("Latin-1 as it is", "Gr\u00fc\u00dfe"),
        Subject("ISO-2022-JP as it is", "\u001b$B$3$s$K$A$O\u001b(B"),
        Subject("a subject with a NUL", "one\0two"),
        Subject("a subject of blanks", "   \t  "),
        Subject("a subject of nothing", ""),
        Subject("a subject folded in every way", "one\r\n two\r\n\tthree\r\n   \r\n four"),
        Subject("a subject of a hundred kilobytes", new string('s', 100_000)),
        Subject("a subject of six kilobytes with a quote", "\"" + new string('q', 6000)),
        Subject("a subject that turns the reading direction", Utf8("abc\u202Etxt.exe")),
        Raw("two subjects", Plain + "Subject: first\r\nSubject: second\r\n\r\ntext\r\n"),
        Raw("a subject with a blank before its colon", Plain + "Subject : spaced\r\n\r\ntext\r\n"),
        Raw("a line without a colon in the header", Plain + "Subject: before\r\nthis is no field\r\nX-After: after\r\n\r\ntext\r\n"),
        Raw("a field without a name", Plain + ": nothing\r\nSubject: named\r\n\r\ntext\r\n"),
        Raw("a header that begins with a blank", " folded: from nothing\r\n" + Plain + "Subject: x\r\n\r\ntext\r\n"),
        Raw("a From line as in old mailboxes", "From anna@example.com Mon Jan  1 10:00:00 2024\r\n" + Plain + "Subject: after\r\n\r\ntext\r\n"),
        Raw("five thousand fields", Plain + string.Concat(Enumerable.Range(0, 5000).Select(number => $"X-Field-{number}: {number}\r\n")) + "Subject: last\r\n\r\ntext\r\n"),
        Raw("one field nine hundred times", Plain + "Subject: x\r\n" + Times(900, "Received: from a by b; Mon, 1 Jan 2024 10:00:00 +0000\r\n") + "\r\ntext\r\n"),
        Raw("a field of half a megabyte", Plain + "Subject: x\r\nX-Long: " + Times(10_000, new string('x', 50) + "\r\n ") + "\r\n\r\ntext\r\n"),
        Raw("a field whose name is a kilobyte", Plain + "Subject: x\r\n" + new string('N', 1000) + ": y\r\n\r\ntext\r\n"),
        Raw("no header at all", "\r\ntext without a header\r\n"),
        Raw("a header and no body", Plain + "Subject: alone\r\n"),
        Raw("one empty line", "\r\n"),
        Raw("one letter", "x"),
        Raw("lines that end in LF in the header", (Plain + "Subject: bare\r\n\r\ntext\r\n").Replace("\r\n", "\n", StringComparison.Ordinal)),
        .. ((string[])["", "yesterday", "Mon, 32 Jan 2024 25:61:61 +0000", "Mon, 1 Jan 0000 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:59 -2359", "1 Jan 99 10:00 EST", "Mon, 1 Jan 2024 10:00:00 +9999", "Mon, 1 Jan 2024 10:00:00 (noon (or so)) +0100",
            "2024-01-01T10:00:00Z", "Mon, 1 Jan 99999 00:00:00 +0000", "Mon,1Jan2024 10:00:00+0000", "Tue, 29 Feb 2023 10:00:00 +0000", new string('9', 5000)]).Select((date, index) =>
            Raw($"date {index}", $"From: anna@example.com\r\nSubject: x\r\nDate: {date}\r\n\r\ntext\r\n")),
        Id("an id without brackets", "Message-ID: plain@example.com\r\n"),
        Id("an id of nothing", "Message-ID: <>\r\n"),
        Id("an id with blanks and a fold", "Message-ID:\r\n < a b @ example.com >\r\n"),
        Id("an id of sixty kilobytes", $"Message-ID: <{new string('i', 60_000)}@example.com>\r\n"),
        Id("two ids", "Message-ID: <one@example.com> <two@example.com>\r\n"),
        Id("an id with bytes beyond ASCII", "Message-ID: <\u00fc@example.com>\r\n"),
        Id("five thousand references", "Message-ID: <last@example.com>\r\nReferences: " + string.Concat(Enumerable.Range(0, 5000).Select(number => $"<{number}@example.com>\r\n ")) + "\r\n"),
        Id("a reference to itself", "Message-ID: <self@example.com>\r\nIn-Reply-To: <self@example.com>\r\nReferences: <self@example.com> <self@example.com>\r\n"),
        Id("in reply to prose", "Message-ID: <prose@example.com>\r\nIn-Reply-To: Your message of \"Mon, 1 Jan\" <orig@example.com>\r\nReferences: what was said before\r\n"),
    ];

    private static OddMessage Subject(string name, string subject) => Raw(name, $"{Plain}Subject: {subject}\r\n\r\ntext\r\n");

    private static OddMessage Id(string name, string fields) => Raw(name, $"{Plain}Subject: ids\r\n{fields}\r\ntext\r\n");
}
