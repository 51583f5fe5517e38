using System.Text;

namespace ImapApi.Fuzzing;

/// <summary>Bytes as text. Every string can be had so, those that no encoding writes as well.</summary>
internal static class FuzzText
{
    /// <summary>UTF-8, in which a byte that does not belong there stands for half of a surrogate pair.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                length = 1;
                text.Append((char)(0xD800 + ((bytes[0] & 0x7F) << 4)));
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>No character by which some reader would see the end of a line, nor half of one.</summary>
    public static bool IsHarmless(string text) => text.All(letter => letter is >= ' ' and not '\u007F' and not (>= '\u0080' and <= '\u009F') and not '\u2028' and not '\u2029');
}
