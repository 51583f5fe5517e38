using System.Text;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Mime;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class HeaderMappingTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=?utf-8?q?Gr=C3=BC=C3=9Fe?=", "Grüße")]
    [InlineData("=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße")]
    [InlineData("=?utf-8?B?8J+Y?= =?utf-8?B?gA==?=", "😀")]
    [InlineData("=?koi8-r?B?8NLJ18XU?= x", "Привет x")]
    [InlineData("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本")]
    [InlineData("=?windows-1252?Q?=80?=", "€")]
    [InlineData("folded\r\n over\r\n\tlines", "folded over\tlines")]
    [InlineData("nul\0inside", "nulinside")]
    [InlineData("=?x?q?broken", "=?x?q?broken")]
    public void Decodes_a_subject(string raw, string subject) => Subject(Encoding.ASCII.GetBytes(raw)).ShouldBe(subject);

    [Fact]
    public void Raw_bytes_are_UTF_8_when_they_can_be_and_else_windows_1252()
    {
        Subject("Grüße 日本"u8.ToArray()).ShouldBe("Grüße 日本");
        Subject([.. "Gr"u8, 0xfc, 0xdf, .. "e "u8, 0x80]).ShouldBe("Grüße €");
        Subject([.. "=?utf-8?q?h=C3=A9?= "u8, 0xe9]).ShouldBe("hé é");
    }

    [Theory]
    [InlineData("a@b.c", "|a@b.c")]
    [InlineData("Alice <a@b.c>, Bob <d@e.f>", "Alice|a@b.c;Bob|d@e.f")]
    [InlineData("\"Doe, John\" <j@d.oe>", "Doe, John|j@d.oe")]
    [InlineData("=?utf-8?q?P=C3=B5der?= <p@p.p>", "Põder|p@p.p")]
    [InlineData("friends: a@b.c, Bob <d@e.f>; , z@z.z", "|a@b.c;Bob|d@e.f;|z@z.z")]
    [InlineData("undisclosed-recipients:;", "")]
    [InlineData("", "")]
    [InlineData("Mailer Daemon", "Mailer Daemon|")]
    [InlineData("<>", "<>|")]
    public void Reads_addresses(string raw, string expected) => Text(Map(Encoding.UTF8.GetBytes(raw))).ShouldBe(expected);

    [Fact]
    public void Reads_raw_8_bit_names()
    {
        Text(Map([.. "\"P"u8, 0xf5, .. "der\" <p@p.p>"u8])).ShouldBe("Põder|p@p.p");
        Text(Map("Põder <p@p.p>"u8.ToArray())).ShouldBe("Põder|p@p.p");
    }

    [Fact]
    public void Several_headers_of_a_kind_are_one_list()
    {
        var headers = new HeaderList { { HeaderId.To, "a@b.c" }, { HeaderId.Cc, "x@y.z" }, { HeaderId.To, "d@e.f" } };

        Text(AddressMapper.Map(headers, HeaderId.To)).ShouldBe("|a@b.c;|d@e.f");
        AddressMapper.MapFirst(headers, HeaderId.From).ShouldBeNull();
    }

    [Fact]
    public void A_flood_of_recipients_is_cut()
    {
        var raw = Encoding.ASCII.GetBytes(string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"u{i}@example.com")));

        Map(raw).Count.ShouldBe(AddressMapper.MaxAddresses);
    }

    [Fact]
    public void Lists_all_headers_in_lower_case_with_their_values_in_order()
    {
        var headers = HeaderMapper.Map([new Header("Received", "first"), new Header("X-Name", "1"), new Header("RECEIVED", "second")]);

        headers["received"].ShouldBe(["first", "second"]);
        headers["x-name"].ShouldBe(["1"]);
        headers.Count.ShouldBe(2);
    }

    private static string Subject(byte[] raw) => HeaderText.Decode(Parse("Subject: ", raw));

    private static IReadOnlyList<EmailAddress> Map(byte[] raw) => AddressMapper.Map([Parse("To: ", raw)], HeaderId.To);

    private static Header Parse(string name, byte[] raw)
    {
        Header.TryParse([.. Encoding.ASCII.GetBytes(name), .. raw, .. "\r\n"u8], out var header).ShouldBeTrue();
        return header;
    }

    private static string Text(IReadOnlyList<EmailAddress> addresses) => string.Join(';', addresses.Select(address => $"{address.Name}|{address.Address}"));
}
