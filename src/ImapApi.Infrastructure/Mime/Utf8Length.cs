using System.Text;

namespace ImapApi.Infrastructure.Mime;

/// <summary>Text measured and cut in UTF-8 bytes.</summary>
internal static class Utf8Length
{
    /// <summary>The longest beginning of whole characters that takes at most <paramref name="maxBytes"/> bytes.</summary>
    public static string Cut(string text, int maxBytes)
    {
        // A UTF-16 unit takes at most three bytes.
        if (text.Length <= maxBytes / 3)
            return text;
        var bytes = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
                return text[..length];
            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    public static int Of(string text) => Encoding.UTF8.GetByteCount(text);
}
