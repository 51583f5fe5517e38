using System.Text;
using System.Text.Unicode;
using MimeKit;
using MimeKit.Utils;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>
/// Header values as people see them: unfolded, RFC 2047 words decoded. Bytes above ASCII that should not be there are UTF-8 where that is what they are
/// (RFC 6532), else windows-1252, which is what mail programs of old sent.
/// </summary>
internal static class HeaderText
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static string Decode(Header header) => WithoutControls(Rfc2047.DecodeText(Clean(header))).Trim();

    /// <summary>An encoded word may hold line ends: whoever made a header of such a text again would make two.</summary>
    public static string WithoutControls(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001f') ? string.Concat(text.Select(letter => letter is < ' ' and not '\t' ? ' ' : letter)) : text;

    public static string? First(HeaderList headers, HeaderId id) => headers.IndexOf(id) is var index and >= 0 && Decode(headers[index]) is { Length: > 0 } text ? text : null;

    /// <summary>The value on one line, in UTF-8. MimeKit itself would mix charsets within a value, and guess Latin-1.</summary>
    public static byte[] Clean(Header header)
    {
        var raw = header.RawValue;
        // RFC 5322 §2.2.3: a fold is a line end before a blank. A NUL means nothing in a header, and much to some readers.
        if (raw.AsSpan().ContainsAny((byte)'\r', (byte)'\n', (byte)0))
            raw = Array.FindAll(raw, octet => octet is not ((byte)'\r' or (byte)'\n' or 0));
        return EncodedWords.Padded(Utf8.IsValid(raw) ? raw : Encoding.Convert(Western, Encoding.UTF8, raw));
    }
}
