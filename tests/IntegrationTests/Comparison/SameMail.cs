using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Comparison;

/// <summary>The mail that every server of the comparison gets, through the API, in this order.</summary>
internal static class SameMail
{
    /// <summary>By the names that the comparison uses; where they are on a server, it says itself.</summary>
    public static readonly IReadOnlyList<string> Mailboxes = ["INBOX", "Archive", "Grüße"];

    private static readonly DateTimeOffset Start = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static IEnumerable<(string Mailbox, byte[] Message, DateTimeOffset Received, string[] Flags)> Messages() =>
    [
        .. Enumerable.Range(0, 20).Select(number => ("INBOX", MailFactory.Mixed(number), Start.AddHours(number), number % 3 == 0 ? (string[])["\\Seen"] : [])),
        .. Searched().Select((message, index) => ("INBOX", message.Message, Start.AddMonths(index + 1), message.Flags)),
        .. Conversations().Select((message, index) => ("Archive", message, Start.AddDays(index), (string[])["\\Seen"])),
        ("Grüße", MailFactory.Plain(70, "Your invoice, once more"), Start.AddMonths(4).AddDays(1), []),
    ];

    private static IEnumerable<(byte[] Message, string[] Flags)> Searched() =>
    [
        (Simple(31, "From: Anna <a@example.com>\r\nSubject: Your invoice\r\nDate: Sun, 1 Jan 2023 10:00:00 +0000\r\n"), ["\\Seen"]),
        (Simple(32, "From: Bert <b@example.com>\r\nTo: x@example.com, third@example.com\r\nSubject: A quote \" and \\ slash\r\nDate: Wed, 1 Feb 2023 10:00:00 +0000\r\n", "A zebra.\r\n"), ["\\Seen", "\\Answered"]),
        (Simple(33, "From: hanna@example.com\r\nCc: carbon@example.com\r\nSubject: three\r\nDate: Wed, 1 Mar 2023 10:00:00 +0000\r\n", "Ein Gruß aus Köln.\r\n"), ["\\Flagged"]),
        (Simple(34, "From: d@example.com\r\nBcc: blind@example.com\r\nSubject: four\r\nDate: Thu, 1 Jun 2023 10:00:00 +0000\r\n", string.Concat(Enumerable.Repeat(new string('y', 70) + "\r\n", 100))), ["\\Draft"]),
        // Half an hour after midnight where it was sent, the day before in Greenwich.
        (Simple(35, "From: e@example.com\r\nX-Kind: special\r\nSubject: invoices\r\nDate: Sat, 1 Jul 2023 00:30:00 +0200\r\n"), ["\\Deleted"]),
        (Simple(36, "From: =?utf-8?Q?J=C3=BCrgen?= <f@example.com>\r\nX-Kind: usual\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nDate: Tue, 1 Aug 2023 10:00:00 +0000\r\n"), []),
    ];

    private static IEnumerable<byte[]> Conversations() =>
    [
        Mail("a", "Plans", ""),
        Mail("b", "Lunch", ""),
        Mail("c", "Re: Plans", "In-Reply-To: <a@example.com>\r\nReferences: <a@example.com>\r\n"),
        Mail("d", "Alone", ""),
        Mail("e", "Re: Plans", "In-Reply-To: <c@example.com>\r\nReferences: <a@example.com> <c@example.com>\r\n"),
        Mail("f", "Re: Lunch", "In-Reply-To: <b@example.com>\r\nReferences: <b@example.com>\r\n"),
    ];

    private static byte[] Simple(int number, string headers, string body = "Body\r\n") =>
        MailFactory.Message($"Message-ID: <{number}@example.com>\r\n{headers}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n", body);

    private static byte[] Mail(string id, string subject, string references) => MailFactory.Message(
        $"From: a@example.com\r\nMessage-ID: <{id}@example.com>\r\n{references}Subject: {subject}\r\nDate: Mon, 1 Jan 2024 10:00:{id[0] - 'a':00} +0000\r\nContent-Type: text/plain\r\n", "Text.\r\n");
}
