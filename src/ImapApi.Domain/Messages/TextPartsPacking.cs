using System.Buffers.Binary;
using System.Text;

namespace ImapApi.Domain.Messages;

/// <summary>
/// The part of MessagePack that text ids need: arrays (fixarray, array 16) of strings (fixstr, str 8, str 16), always in their shortest form.
/// </summary>
internal static class TextPartsPacking
{
    public static byte[] Pack(params ReadOnlySpan<IReadOnlyList<PartNumber>> lists)
    {
        var packed = new List<byte>(16);
        PackArrayHeader(packed, lists.Length);
        foreach (var list in lists)
        {
            PackArrayHeader(packed, list.Count);
            foreach (var part in list)
                PackString(packed, part.Value);
        }

        return [.. packed];
    }

    public static bool TryUnpack(ReadOnlySpan<byte> packed, out IReadOnlyList<PartNumber>[] lists)
    {
        lists = new IReadOnlyList<PartNumber>[3];
        if (!TryReadArrayHeader(ref packed, out var count) || count != lists.Length)
            return false;
        for (var i = 0; i < lists.Length; i++)
        {
            // Every part takes at least two bytes: a longer announcement than what follows is a lie, and must not size a list.
            if (!TryReadArrayHeader(ref packed, out var parts) || parts > packed.Length / 2)
                return false;
            var list = new PartNumber[parts];
            for (var p = 0; p < parts; p++)
            {
                if (!TryReadString(ref packed, out var text) || !PartNumber.TryParse(text, out list[p]))
                    return false;
            }

            lists[i] = list;
        }

        return packed.IsEmpty;
    }

    private static void PackArrayHeader(List<byte> packed, int count)
    {
        if (count < 16)
            packed.Add((byte)(0x90 | count));
        else
            packed.AddRange([0xdc, (byte)(count >> 8), (byte)count]);
    }

    private static void PackString(List<byte> packed, string text)
    {
        if (text.Length < 32)
            packed.Add((byte)(0xa0 | text.Length));
        else if (text.Length < 256)
            packed.AddRange([0xd9, (byte)text.Length]);
        else
            packed.AddRange([0xda, (byte)(text.Length >> 8), (byte)text.Length]);
        packed.AddRange(Encoding.ASCII.GetBytes(text));
    }

    private static bool TryReadArrayHeader(ref ReadOnlySpan<byte> packed, out int count)
    {
        count = 0;
        if (packed is [var first, ..] && (first & 0xf0) == 0x90)
        {
            count = first & 0x0f;
            packed = packed[1..];
            return true;
        }

        if (packed is not [0xdc, _, _, ..])
            return false;
        count = BinaryPrimitives.ReadUInt16BigEndian(packed[1..]);
        packed = packed[3..];
        return count >= 16;
    }

    private static bool TryReadString(ref ReadOnlySpan<byte> packed, out string text)
    {
        text = "";
        int header, length;
        switch (packed)
        {
            case [var first, ..] when (first & 0xe0) == 0xa0:
                (header, length) = (1, first & 0x1f);
                break;
            case [0xd9, >= 32, ..]:
                (header, length) = (2, packed[1]);
                break;
            case [0xda, >= 1, _, ..]:
                (header, length) = (3, BinaryPrimitives.ReadUInt16BigEndian(packed[1..]));
                break;
            default:
                return false;
        }

        if (packed.Length < header + length)
            return false;
        text = Encoding.ASCII.GetString(packed.Slice(header, length));
        packed = packed[(header + length)..];
        return true;
    }
}
