using System.Globalization;
using System.Text;

namespace ImapApi.Fuzzing;

/// <summary>Makes an input of others: by bytes, by words that mean something, by numbers, and by pieces of both.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<string> words, int maxLength)
{
    private const int MostSteps = 6;
    private const int LongestPiece = 64;

    private static readonly byte[] Bytes = [0, 1, 9, 10, 13, 32, 34, 37, 40, 41, 42, 60, 62, 91, 92, 93, 123, 125, 127, 128, 0xC0, 0xED, 0xEF, 0xFE, 0xFF];

    private static readonly string[] Numbers = ["0", "1", "9", "16", "255", "256", "998", "999", "4096", "4097", "65535", "65536", "262145", "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807", "18446744073709551616", "-1", "01"];

    private readonly byte[][] _words = [.. words.Select(Encoding.UTF8.GetBytes)];

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var steps = 1 + random.Next(MostSteps); steps > 0; steps--)
            Step(bytes, other);
        if (bytes.Count > maxLength)
            bytes.RemoveRange(maxLength, bytes.Count - maxLength);
        return [.. bytes];
    }

    private void Step(List<byte> bytes, byte[] other)
    {
        var (at, length) = Piece(bytes.Count);
        switch (random.Next(12))
        {
            case 0 when bytes.Count > 0:
                bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[random.Next(bytes.Count)] = Bytes[random.Next(Bytes.Length)];
                break;
            case 2 when bytes.Count > 0:
                bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                break;
            case 3:
                bytes.Insert(at, Bytes[random.Next(Bytes.Length)]);
                break;
            case 4:
                bytes.RemoveRange(at, length);
                break;
            case 5:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 6:
                Repeat(bytes, at, bytes.GetRange(at, Math.Min(length, 4)));
                break;
            case 7 when _words.Length > 0:
                bytes.RemoveRange(at, length);
                bytes.InsertRange(at, Word);
                break;
            case 8 when _words.Length > 0:
                Repeat(bytes, at, Word);
                break;
            case 9:
                ChangeNumber(bytes);
                break;
            case 10:
                var (from, taken) = Piece(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, taken).ToArray());
                break;
            default:
                if (_words.Length > 0)
                    bytes.InsertRange(at, Word);
                break;
        }
    }

    private byte[] Word => _words[random.Next(_words.Length)];

    private (int At, int Length) Piece(int count)
    {
        var at = random.Next(count + 1);
        return (at, random.Next(Math.Min(count - at, LongestPiece) + 1));
    }

    private void Repeat(List<byte> bytes, int at, IReadOnlyCollection<byte> piece)
    {
        for (var times = 1 << random.Next(10); times > 0 && bytes.Count + piece.Count <= maxLength; times--)
            bytes.InsertRange(at, piece);
    }

    private void ChangeNumber(List<byte> bytes)
    {
        var start = bytes.FindIndex(random.Next(bytes.Count + 1), octet => char.IsAsciiDigit((char)octet));
        if (start < 0)
            return;
        var end = start;
        while (end < bytes.Count && char.IsAsciiDigit((char)bytes[end]))
            end++;
        var old = long.TryParse(Encoding.ASCII.GetString([.. bytes[start..end]]), CultureInfo.InvariantCulture, out var number) ? number : 0;
        var text = random.Next(3) == 0 ? (old + random.Next(-2, 3)).ToString(CultureInfo.InvariantCulture) : Numbers[random.Next(Numbers.Length)];
        bytes.RemoveRange(start, end - start);
        bytes.InsertRange(start, Encoding.ASCII.GetBytes(text));
    }
}
