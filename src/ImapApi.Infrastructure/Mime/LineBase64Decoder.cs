using System.Buffers;
using System.Buffers.Text;
using MimeKit.Encodings;

namespace ImapApi.Infrastructure.Mime;

/// <summary>
/// Base64 as mail has it: nearly always whole lines of whole groups, which .NET decodes many bytes at a time. Whatever is otherwise (padding, a group torn by
/// a line end or by the end of a piece, letters that are none) is MimeKit's to decode, group by group, as leniently as ever.
/// </summary>
internal sealed class LineBase64Decoder : IPieceDecoder
{
    private readonly Base64Decoder _lenient = new();
    private readonly byte[] _one = new byte[1];
    private readonly byte[] _few = new byte[8];

    /// <summary>Letters of a group that is not whole yet.</summary>
    private int _pending;

    private bool _isPadded;

    public int EstimateOutputLength(int inputLength) => _lenient.EstimateOutputLength(inputLength);

    public int Finish(byte[] output) => TransferEncodings.Finish(_lenient, output);

    public int Decode(ReadOnlySpan<byte> input, byte[] output) => Decode(input, output.AsSpan());

    private int Decode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var end = input.IndexOf((byte)'\n');
            var line = end < 0 ? input : input[..(end + 1)];
            var groups = _pending == 0 && !_isPadded ? WholeGroups(line) : default;
            // What .NET says of the rest of a line that it did not like is not to be relied on: all of the line is MimeKit's then.
            if (groups.Length > 0 && Base64.DecodeFromUtf8(groups, output[written..], out var used, out var count, isFinalBlock: false) == OperationStatus.Done && used == groups.Length && count == groups.Length / 4 * 3)
                written += count;
            else
                groups = default;
            foreach (var letter in line[groups.Length..])
                written += DecodeOne(letter, output[written..]);
            input = input[line.Length..];
        }

        return written;
    }

    private static ReadOnlySpan<byte> WholeGroups(ReadOnlySpan<byte> line)
    {
        var letters = line.TrimEnd("\r\n"u8);
        return letters[..(letters.Length & ~3)];
    }

    private int DecodeOne(byte letter, Span<byte> output)
    {
        // Line ends are most of what comes here, and mean nothing.
        if (letter is (byte)'\r' or (byte)'\n')
            return 0;
        _one[0] = letter;
        var count = _lenient.Decode(_one, 0, 1, _few);
        _few.AsSpan(0, count).CopyTo(output);
        if (letter == (byte)'=')
            _isPadded = true;
        else if (IsLetter(letter))
            _pending = (_pending + 1) & 3;
        return count;
    }

    private static bool IsLetter(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'+' or (byte)'/';
}
