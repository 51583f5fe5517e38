using System.Globalization;

namespace ImapApi.Domain;

/// <summary>What may stand in a string that reaches a wire, a log line or a store key.</summary>
public static class Text
{
    /// <summary>
    /// True when <paramref name="value"/> holds nothing that could end a line or a string on some wire: no C0/C1 control
    /// (CR, LF, NUL, U+0085 among them), no U+2028/U+2029, no unpaired surrogate.
    /// </summary>
    public static bool IsSingleLine(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
                continue;
            }

            if (CharUnicodeInfo.GetUnicodeCategory(value[i]) is UnicodeCategory.Control or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return false;
        }

        return true;
    }

    /// <summary>False where it holds half of a surrogate pair, which no encoding can write.</summary>
    public static bool IsWhole(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}
