using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace ImapApi.Infrastructure.Events;

/// <summary>
/// A position in the feeds of all partitions as text: base64url of <c>version, number of partitions, a bit for each partition whose position is not 0
/// (lowest first), those positions</c>, numbers as LEB128. One text for each position: what is not written by <see cref="Format"/> is refused.
/// </summary>
internal static class FeedCursor
{
    private const byte Version = 1;

    public static string Format(IReadOnlyList<long> positions)
    {
        using var bytes = new MemoryStream(2 + (positions.Count * 2));
        bytes.WriteByte(Version);
        WriteNumber(bytes, positions.Count);
        for (var first = 0; first < positions.Count; first += 8)
        {
            var bits = 0;
            for (var bit = 0; bit < 8 && first + bit < positions.Count; bit++)
                bits |= positions[first + bit] > 0 ? 1 << bit : 0;
            bytes.WriteByte((byte)bits);
        }

        for (var i = 0; i < positions.Count; i++)
        {
            if (positions[i] > 0)
                WriteNumber(bytes, positions[i]);
        }

        return Base64Url.EncodeToString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>False for anything that is no position in so many partitions.</summary>
    public static bool TryParse(string text, int partitions, [NotNullWhen(true)] out long[]? positions)
    {
        positions = null;
        var buffer = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, buffer, out var length))
            return false;
        var bytes = buffer.AsSpan(0, length);
        if (bytes is not [Version, ..])
            return false;
        bytes = bytes[1..];
        var bitBytes = (partitions + 7) / 8;
        if (!TryReadNumber(ref bytes, out var count) || count != partitions || bytes.Length < bitBytes)
            return false;
        var bits = bytes[..bitBytes];
        var numbers = bytes[bitBytes..];
        var found = new long[partitions];
        for (var i = 0; i < partitions; i++)
        {
            if ((bits[i / 8] & (1 << (i % 8))) != 0 && !TryReadNumber(ref numbers, out found[i]))
                return false;
        }

        if (!numbers.IsEmpty || Format(found) != text)
            return false;
        positions = found;
        return true;
    }

    private static void WriteNumber(MemoryStream bytes, long number)
    {
        for (; number > 0x7F; number >>= 7)
            bytes.WriteByte((byte)(number | 0x80));
        bytes.WriteByte((byte)number);
    }

    private static bool TryReadNumber(ref Span<byte> bytes, out long number)
    {
        number = 0;
        for (var i = 0; i < bytes.Length && i < 9; i++)
        {
            number |= (long)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] <= 0x7F)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
