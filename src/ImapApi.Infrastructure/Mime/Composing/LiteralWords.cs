using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>
/// Text for a field that is to be read as it was given. What is ASCII goes out as it is, so that a text which looks like an encoded word
/// (RFC 2047 §2) would be read as what it encodes: such a text is encoded itself, and so is one that would make too long a line.
/// </summary>
internal static partial class LiteralWords
{
    /// <summary>So many bytes make a word of at most 75 characters (RFC 2047 §2).</summary>
    private const int WordBytes = 45;

    /// <summary>Lines are folded before blanks only, and a line holds 998 characters (RFC 5322 §2.1.1), the field's name and marks around the word among them.</summary>
    private const int LongestWord = 900;

    /// <summary>Of a text beyond ASCII: MimeKit makes one encoded word of all the blanks between two words that have to be encoded.</summary>
    private const int LongestEncoded = 300;

    public static Header Header(string field, string text)
    {
        var header = new Header(Encoding.UTF8, field, text);
        if (MustBeEncoded(text))
            header.SetRawValue(Encoding.ASCII.GetBytes($" {Encode(text)}\r\n"));
        return header;
    }

    /// <param name="isFolded">A name is not: MimeKit writes a quoted string on one line.</param>
    public static bool MustBeEncoded(string text, bool isFolded = true) => EncodedWord().IsMatch(text) || IsLong(text, isFolded);

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

    /// <summary>Blanks and the word behind them, which stay together; as they would be in a quoted string, which marks every quote.</summary>
    private static bool IsLong(string text, bool isFolded)
    {
        var longest = Ascii.IsValid(text) ? LongestWord : LongestEncoded;
        var (length, isBlank) = (0, false);
        foreach (var letter in text)
        {
            var wasBlank = isBlank;
            isBlank = letter is ' ' or '\t';
            length = isFolded && isBlank && !wasBlank ? 1 : length + (letter is '"' or '\\' ? 2 : 1);
            if (length > longest)
                return true;
        }

        return false;
    }

    /// <summary>How one begins: where it ends, readers do not agree.</summary>
    [GeneratedRegex(@"=\?[^?\s]+\?[BbQq]\?", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex EncodedWord();
}
