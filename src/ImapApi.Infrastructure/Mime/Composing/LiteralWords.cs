using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>
/// Text for a field that is to be read as it was given. What is ASCII goes out as it is, so that a text which looks like an encoded word
/// (RFC 2047 §2) would be read as what it encodes: such a text is encoded itself.
/// </summary>
internal static partial class LiteralWords
{
    /// <summary>So many bytes make a word of at most 75 characters (RFC 2047 §2).</summary>
    private const int WordBytes = 45;

    public static Header Header(string field, string text)
    {
        var header = new Header(Encoding.UTF8, field, text);
        if (LookEncoded(text))
            header.SetRawValue(Encoding.ASCII.GetBytes($" {Encode(text)}\r\n"));
        return header;
    }

    public static bool LookEncoded(string text) => EncodedWord().IsMatch(text);

    /// <summary>As encoded words, one to a line; nothing of an empty text.</summary>
    public static string Encode(string text)
    {
        var words = new List<string>();
        var word = new List<byte>(WordBytes);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = bytes[..rune.EncodeToUtf8(bytes)];
            if (word.Count + letter.Length > WordBytes)
                Close();
            word.AddRange(letter);
        }

        if (word.Count > 0)
            Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }

    [GeneratedRegex(@"=\?[^?\s]+\?[BbQq]\?[^?]*\?=", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedWord();
}
