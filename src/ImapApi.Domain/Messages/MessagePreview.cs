using System.Globalization;
using System.Text;

namespace ImapApi.Domain.Messages;

/// <summary>The beginning of a message's text in one line, as lists of messages show it.</summary>
public static class MessagePreview
{
    /// <summary>In UTF-16 units; RFC 8970 has 200 characters too.</summary>
    public const int MaxLength = 200;

    /// <summary>
    /// One space for whatever is blank, and nothing that is not seen: newsletters fill the place behind their first words with invisible letters, and what
    /// turns the direction of writing would reach beyond the preview.
    /// </summary>
    public static string Clean(string text)
    {
        var preview = new StringBuilder(MaxLength);
        var isBlank = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                isBlank = preview.Length > 0;
                continue;
            }

            if (IsUnseen(rune))
                continue;
            if (preview.Length + rune.Utf16SequenceLength + (isBlank ? 1 : 0) > MaxLength)
                break;
            if (isBlank)
                preview.Append(' ');
            preview.Append(rune.ToString());
            isBlank = false;
        }

        // At the end it is half a character, where the text was cut.
        return preview.ToString().TrimEnd(' ', (char)Rune.ReplacementChar.Value);
    }

    /// <summary>Formatting characters, soft hyphens and joiners among them; but a joiner is part of many an emoji, and of Indic and Persian words.</summary>
    private static bool IsUnseen(Rune rune) =>
        rune.Value is 0x034F or 0x2800 or 0x3164 || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value != 0x200D);
}
