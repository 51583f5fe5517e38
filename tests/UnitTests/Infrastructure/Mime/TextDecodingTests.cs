using System.Text;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Mime;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.UnitTests.Infrastructure.Mime;

public sealed class TextDecodingTests
{
    public static TheoryData<string, string> Charsets => new()
    {
        { "utf-8", "Grüße, 日本語 und 😀 👩‍👩‍👧" },
        { "UTF8", "Grüße" },
        { "\"utf-8\"", "Grüße" },
        { "us-ascii", "plain" },
        { "iso-8859-1", "Grüße aus Köln" },
        { "iso-8859-1", "€ “quoted” – as windows-1252 in truth" },
        { "iso-8859-2", "Příliš žluťoučký kůň" },
        { "iso-8859-5", "Привет" },
        { "iso-8859-7", "Καλημέρα" },
        { "iso-8859-8", "שלום" },
        { "iso-8859-9", "İstanbul'da şöyle" },
        { "iso-8859-13", "Ąžuolas" },
        { "iso-8859-15", "5 € für Œuvres" },
        { "windows-1250", "Zażółć gęślą jaźń" },
        { "windows-1251", "Съешь ещё этих булок" },
        { "cp1251", "Съешь" },
        { "windows-1252", "naïve café – “ok”" },
        { "windows-1253", "Ελλάδα" },
        { "windows-1254", "ığüşöç" },
        { "windows-1255", "שלום עולם" },
        { "windows-1256", "مرحبا" },
        { "windows-1257", "Šiauliai" },
        { "windows-1258", "Đơn vi\u0323" },
        { "windows-874", "สวัสดี" },
        { "tis-620", "สวัสดี" },
        { "koi8-r", "Широкая электрификация" },
        { "koi8-u", "Їжак і ґанок" },
        { "ibm866", "Привет" },
        { "macintosh", "Müller" },
        { "shift_jis", "日本語テキスト、ｶﾅ" },
        { "windows-31j", "①髙﨑" },
        { "iso-2022-jp", "こんにちは world 日本" },
        { "euc-jp", "こんにちは" },
        { "gb2312", "你好，世界" },
        { "gbk", "镕基 你好" },
        { "gb18030", "你好 㐀 😀" },
        { "hz-gb-2312", "hello 你好" },
        { "big5", "你好，世界" },
        { "euc-kr", "안녕하세요" },
        { "ks_c_5601-1987", "똠방각하" },
        { "iso-2022-kr", "안녕하세요" },
        { "utf-16le", "Grüße 😀" },
        { "utf-16be", "Grüße 😀" },
        { "utf-32", "Grüße 😀" },
    };

    [Theory]
    [MemberData(nameof(Charsets))]
    public void Reads_every_charset(string charset, string text)
    {
        TextDecoding.Decode(Bytes(charset, text), Leaf(charset), isComplete: true).ShouldBe(text);
    }

    [Theory]
    [MemberData(nameof(Charsets))]
    public void Never_shows_half_a_character_wherever_it_is_cut(string charset, string text)
    {
        var bytes = Bytes(charset, text);
        for (var length = 0; length < bytes.Length; length++)
        {
            var beginning = TextDecoding.Decode(bytes.AsSpan(0, length), Leaf(charset), isComplete: false);
            text.ShouldStartWith(beginning, Case.Sensitive, $"{length} of {bytes.Length} bytes");
            beginning.ShouldNotContain('\uFFFD');
            (beginning.Length > 0 && char.IsHighSurrogate(beginning[^1])).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("us-ascii")]
    [InlineData("utf-7")]
    [InlineData("unknown-8bit")]
    [InlineData("x-user-defined")]
    [InlineData("")]
    public void Takes_bytes_for_UTF_8_when_they_are_and_else_for_windows_1252(string? charset)
    {
        TextDecoding.Decode("Grüße €"u8, Leaf(charset), isComplete: true).ShouldBe("Grüße €");
        TextDecoding.Decode(Bytes("windows-1252", "Grüße €"), Leaf(charset), isComplete: true).ShouldBe("Grüße €");
        TextDecoding.Decode("Grüße €"u8[..^1], Leaf(charset), isComplete: false).ShouldBe("Grüße ");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    [InlineData("utf-32")]
    public void Believes_a_byte_order_mark_and_does_not_show_it(string charset)
    {
        byte[] bytes = [.. Encoding.GetEncoding(charset).GetPreamble(), .. Bytes(charset, "Grüße")];

        TextDecoding.Decode(bytes, Leaf(null), isComplete: true).ShouldBe("Grüße");
        TextDecoding.Decode(bytes, Leaf(charset), isComplete: true).ShouldBe("Grüße");
    }

    [Theory]
    [InlineData("<html><head><meta charset=\"{0}\"></head>Привет")]
    [InlineData("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset={0}'>Привет")]
    [InlineData("<meta name=x><meta charset = {0} >Привет")]
    public void Believes_the_meta_element_of_html_without_a_charset(string html)
    {
        html = string.Format(html, "koi8-r");

        TextDecoding.Decode(Bytes("koi8-r", html), Leaf(null, "text/html"), isComplete: true).ShouldBe(html);
        TextDecoding.Decode(Bytes("koi8-r", html), Leaf(null), isComplete: true).ShouldNotBe(html);
    }

    [Fact]
    public void A_meta_element_that_claims_16_bit_units_is_wrong() =>
        TextDecoding.Decode("<meta charset=utf-16>Grüße"u8, Leaf(null, "text/html"), isComplete: true).ShouldEndWith("Grüße");

    [Fact]
    public void The_declared_charset_comes_before_the_meta_element() =>
        TextDecoding.Decode("<meta charset=koi8-r>Grüße"u8, Leaf("utf-8", "text/html"), isComplete: true).ShouldEndWith("Grüße");

    [Fact]
    public void Line_ends_become_LF_also_when_the_cut_is_between_CR_and_LF()
    {
        TextDecoding.Decode("a\r\nb\nc\r\n"u8, Leaf("utf-8"), isComplete: true).ShouldBe("a\nb\nc\n");
        TextDecoding.Decode("a\r\nb\r"u8, Leaf("utf-8"), isComplete: false).ShouldBe("a\nb");
        TextDecoding.Decode("a\r\r\nb\rc\r\r"u8, Leaf("utf-8"), isComplete: false).ShouldBe("a\nb\rc");
    }

    [Fact]
    public void Flowed_lines_are_joined_in_plain_text_only()
    {
        TextDecoding.Decode("a \r\nb"u8, Leaf("utf-8") with { IsFlowed = true }, isComplete: true).ShouldBe("a b");
        TextDecoding.Decode("a \r\nb"u8, Leaf("utf-8", "text/html") with { IsFlowed = true }, isComplete: true).ShouldBe("a \nb");
    }

    private static byte[] Bytes(string charset, string text) => (ImapApi.Infrastructure.Mime.Charsets.Find(charset) ?? Encoding.UTF8).GetBytes(text);

    private static BodyLeaf Leaf(string? charset, string type = "text/plain") =>
        new(PartNumber.One, type, "8bit", charset, 100, null, null, false, false, false, false, false);
}
