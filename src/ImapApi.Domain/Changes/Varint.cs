using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ImapApi.Domain.Changes;

/// <summary>
/// Numbers in 7-bit groups, the least significant first, the top bit saying that more follow; always in their shortest form.
/// Reading moves the span on, and whatever cannot have been written is a <see cref="FormatException"/>.
/// </summary>
internal static class Varint
{
    private const int MaxBytes = 10;

    public static void Write(IBufferWriter<byte> target, ulong value)
    {
        var bytes = target.GetSpan(MaxBytes);
        var written = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[written++] = (byte)(value | 0x80);
        bytes[written++] = (byte)value;
        target.Advance(written);
    }

    public static void WriteText(IBufferWriter<byte> target, string text)
    {
        Write(target, (ulong)Encoding.UTF8.GetByteCount(text));
        target.Advance(Encoding.UTF8.GetBytes(text, target.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
    }

    public static ulong Read(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = 0; i < Math.Min(bytes.Length, MaxBytes); i++)
        {
            var group = bytes[i] & 0x7FUL;
            // Of the tenth group a single bit is left; a last group of nothing is not the shortest form.
            if (i == MaxBytes - 1 && group > 1)
                break;
            value |= group << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            if (i > 0 && group == 0)
                break;
            bytes = bytes[(i + 1)..];
            return value;
        }

        throw new FormatException("Not a number.");
    }

    public static uint ReadUInt32(ref ReadOnlySpan<byte> bytes) =>
        Read(ref bytes) is var value and <= uint.MaxValue ? (uint)value : throw new FormatException("A number is too great.");

    /// <summary>How many things follow that take at least <paramref name="bytesEach"/> bytes: no announcement may reserve more memory than its bytes justify.</summary>
    public static int ReadCount(ref ReadOnlySpan<byte> bytes, int bytesEach) =>
        Read(ref bytes) is var count && count <= (ulong)(bytes.Length / bytesEach) ? (int)count : throw new FormatException("More is announced than follows.");

    /// <summary>The position of one of <paramref name="count"/> things that were read before.</summary>
    public static int ReadIndex(ref ReadOnlySpan<byte> bytes, int count) =>
        Read(ref bytes) is var index && index < (ulong)count ? (int)index : throw new FormatException("A reference points nowhere.");

    public static string ReadText(ref ReadOnlySpan<byte> bytes)
    {
        var length = ReadCount(ref bytes, 1);
        var text = bytes[..length];
        if (!Utf8.IsValid(text))
            throw new FormatException("A text is not UTF-8.");
        bytes = bytes[length..];
        return Encoding.UTF8.GetString(text);
    }
}
