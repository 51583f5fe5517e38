using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace ImapApi.Infrastructure.Mime;

/// <summary>
/// Which encoding a text really has: the declared charset, a byte order mark, an HTML meta element, UTF-8 where the bytes are valid, else windows-1252.
/// </summary>
internal static partial class Charsets
{
    /// <summary>WHATWG looks as far for a meta element.</summary>
    private const int MetaWindow = 1024;

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Names that .NET does not know, and names of sets that in mail mean their larger successors (as browsers do it).</summary>
    private static readonly FrozenDictionary<string, int> CodePages = new Dictionary<string, int>
    {
        ["utf8"] = 65001, ["unicode-1-1-utf-8"] = 65001, ["x-utf-8"] = 65001, ["utf-8mb4"] = 65001, ["cp65001"] = 65001,
        ["iso-8859-1"] = 1252, ["iso8859-1"] = 1252, ["iso_8859-1"] = 1252, ["latin1"] = 1252, ["latin-1"] = 1252, ["l1"] = 1252, ["ansi"] = 1252, ["cp819"] = 1252,
        ["iso-8859-9"] = 1254, ["iso8859-9"] = 1254, ["latin5"] = 1254,
        ["iso-8859-11"] = 874, ["tis-620"] = 874, ["iso-8859-10"] = 28591, ["iso-8859-14"] = 28591, ["iso-8859-16"] = 28592,
        ["cp874"] = 874, ["cp1250"] = 1250, ["cp1251"] = 1251, ["cp1252"] = 1252, ["cp1253"] = 1253, ["cp1254"] = 1254, ["cp1255"] = 1255, ["cp1256"] = 1256,
        ["cp1257"] = 1257, ["cp1258"] = 1258, ["win-1251"] = 1251, ["win-1252"] = 1252, ["win1251"] = 1251, ["windows1251"] = 1251, ["windows1252"] = 1252,
        ["gb2312"] = 54936, ["gb_2312-80"] = 54936, ["gbk"] = 54936, ["x-gbk"] = 54936, ["cp936"] = 54936, ["euc-cn"] = 54936, ["gb18030"] = 54936,
        ["big5"] = 950, ["big5-hkscs"] = 950, ["x-big5"] = 950, ["cp950"] = 950,
        ["shift_jis"] = 932, ["shift-jis"] = 932, ["sjis"] = 932, ["x-sjis"] = 932, ["ms_kanji"] = 932, ["cp932"] = 932, ["windows-31j"] = 932,
        ["euc-kr"] = 949, ["ks_c_5601-1987"] = 949, ["ks_c_5601"] = 949, ["ksc5601"] = 949, ["cp949"] = 949, ["uhc"] = 949, ["x-windows-949"] = 949,
        ["x-mac-roman"] = 10000, ["mac"] = 10000, ["macroman"] = 10000, ["x-mac-cyrillic"] = 10007,
        ["koi8-ru"] = 21866, ["koi8"] = 20866, ["hz"] = 52936,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static Encoding Detect(string? declared, ReadOnlySpan<byte> bytes, bool isHtml, bool isComplete)
    {
        if (declared is not null && !IsAscii(declared) && Find(declared) is { } encoding)
            return encoding;
        if (FromByteOrderMark(bytes) is { } marked)
            return marked;
        if (isHtml && FromMeta(bytes) is { } meta)
            return meta;
        return IsUtf8(bytes, isComplete) ? Encoding.UTF8 : Western;
    }

    /// <summary>Null for a name nobody knows, and for UTF-7, which .NET refuses for good reason.</summary>
    public static Encoding? Find(string name)
    {
        name = name.AsSpan().Trim(" \t\"'").ToString();
        if (name.Length == 0)
            return null;
        try
        {
            return CodePages.TryGetValue(name, out var codePage) ? Get(codePage) : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Get(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);

    /// <summary>Mail that says us-ascii and is not, says nothing.</summary>
    private static bool IsAscii(string declared) =>
        declared.AsSpan().Trim(" \t\"'") is var name
        && (name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) || name.Equals("ascii", StringComparison.OrdinalIgnoreCase) || name.Equals("ansi_x3.4-1968", StringComparison.OrdinalIgnoreCase));

    private static Encoding? FromByteOrderMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xef, 0xbb, 0xbf, ..] => Encoding.UTF8,
        [0xff, 0xfe, 0, 0, ..] => Encoding.UTF32,
        [0xff, 0xfe, ..] => Encoding.Unicode,
        [0xfe, 0xff, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static Encoding? FromMeta(ReadOnlySpan<byte> bytes)
    {
        var match = MetaCharset().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaWindow)]));
        if (!match.Success || Find(match.Groups["name"].Value) is not { } encoding)
            return null;
        // We could read the element, so it cannot be written in 16-bit units.
        return encoding.CodePage is 1200 or 1201 or 12000 or 12001 ? Encoding.UTF8 : encoding;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes, bool isComplete)
    {
        try
        {
            StrictUtf8.GetDecoder().GetCharCount(bytes, flush: isComplete);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    [GeneratedRegex("""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*(?<name>[A-Za-z0-9_:.\-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetaCharset();
}
