using static ImapApi.IntegrationTests.Hostile.Mail.OddMessage;

namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>Senders and recipients.</summary>
internal static class OddAddresses
{
    public static IEnumerable<OddMessage> All =>
    [
        From("a name in quotes", "\"Anna, of A & B\" <anna@example.com>"),
        From("a name with an escaped quote", "\"An\\\"na\" <anna@example.com>"),
        From("a name in a comment", "anna@example.com (Anna (of A) B)"),
        From("a comment of a thousand levels", new string('(', 1000) + "x" + new string(')', 1000) + " anna@example.com"),
        From("a comment that never ends", "anna@example.com (Anna"),
        From("a quote that never ends", "\"Anna <anna@example.com>"),
        From("a bracket that never ends", "Anna <anna@example.com"),
        From("brackets within brackets", "Anna <<anna@example.com>>"),
        From("a name that is another address", "\"boss@example.com\" <anna@evil.example>"),
        From("a name with a comma and no quotes", "Anna, Bert <bert@example.com>"),
        From("an encoded name", "=?utf-8?Q?J=C3=BCrgen?= <j@example.com>"),
        From("an encoded name in quotes", "\"=?utf-8?Q?J=C3=BCrgen?=\" <j@example.com>"),
        From("an encoded name that hides another address", "=?utf-8?Q?boss=40example.com_=3Cboss=40example.com=3E?= <anna@evil.example>"),
        From("an encoded name with a line end within", "=?utf-8?Q?Anna=0D=0ABcc=3A_x?= <anna@example.com>"),
        From("a name in UTF-8", Utf8("Jürgen <j@example.com>")),
        From("a name in Latin-1", "J\u00fcrgen <j@example.com>"),
        From("an address in UTF-8", Utf8("<jürgen@exämple.com>")),
        From("an address in Punycode", "<anna@xn--exmple-cua.com>"),
        From("a local part in quotes", "\"an na\"@example.com"),
        From("a route", "<@a.example,@b.example:anna@example.com>"),
        From("an address without a domain", "anna"),
        From("an address literal", "anna@[192.0.2.1]"),
        From("nothing in brackets", "Anna <>"),
        From("nothing", ""),
        From("prose", "the people of this company"),
        From("a name of ten kilobytes", new string('n', 10_000) + " <anna@example.com>"),
        From("a local part of ten kilobytes", new string('l', 10_000) + "@example.com"),
        From("three senders", "a@example.com, b@example.com, c@example.com"),
        To("a group", "friends: a@example.com, b@example.com;"),
        To("a group of nobody", "undisclosed-recipients:;"),
        To("groups within groups", Times(50, "g: ") + "a@example.com" + new string(';', 50)),
        To("a group that never ends", "friends: a@example.com, b@example.com"),
        To("commas alone", ",,,,,,"),
        To("commas and an address", ",, a@example.com ,,"),
        To("semicolons between addresses", "a@example.com; b@example.com"),
        To("a thousand recipients", string.Join(",\r\n ", Enumerable.Range(0, 1000).Select(number => $"Nr {number} <r{number}@example.com>"))),
        To("ten thousand recipients", string.Join(",\r\n ", Enumerable.Range(0, 10_000).Select(number => $"r{number}@example.com"))),
        To("ten thousand groups", Times(10_000, "g:a@example.com;,\r\n ") + "z@example.com"),
    ];

    private static OddMessage From(string name, string from) => Raw("from " + name, $"From: {from}\r\nTo: bert@example.com\r\nSubject: x\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n\r\ntext\r\n");

    private static OddMessage To(string name, string to) => Raw("to " + name, $"From: anna@example.com\r\nTo: {to}\r\nSubject: x\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n\r\ntext\r\n");
}
