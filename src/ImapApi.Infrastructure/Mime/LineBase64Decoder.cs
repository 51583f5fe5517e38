using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using MimeKit.Encodings;

namespace ImapApi.Infrastructure.Mime;

/// <summary>
/// Base64 as mail has it: nearly always whole lines of whole groups, which .NET decodes many lines at a time. Whatever is otherwise (padding, a group torn by
/// a line end or by the end of a piece, letters that are none) is MimeKit's to decode, letter by letter, as leniently as ever.
/// </summary>
internal sealed class LineBase64Decoder : IPieceDecoder
{
    /// <summary>A line is too short for the processor's wide registers: so many letters are decoded at once.</summary>
    private const int Gathered = 16 * 1024;

    private readonly Base64Decoder _lenient = new();
    private readonly byte[] _lines = new byte[Gathered];
    private readonly byte[] _one = new byte[1];
    private readonly byte[] _few = new byte[8];

    /// <summary>Letters of a group that is not whole yet.</summary>
    private int _pending;

    private bool _isPadded;

    public int EstimateOutputLength(int inputLength) => _lenient.EstimateOutputLength(inputLength);

    public int Finish(byte[] output) => TransferEncodings.Finish(_lenient, output);

    public int Decode(ReadOnlySpan<byte> input, byte[] output) => Decode(input, output.AsSpan());

    /// <summary>One loop over megabytes is over before the runtime has found that it is worth being compiled well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Decode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var (written, gathered) = (0, 0);
        while (!input.IsEmpty)
        {
            var end = input.IndexOf((byte)'\n');
            var line = end < 0 ? input : input[..(end + 1)];
            if (line.Length > _lines.Length)
                line = line[.._lines.Length];
            var letters = line.TrimEnd("\r\n"u8);
            var isWhole = _pending == 0 && !_isPadded && letters.Length % 4 == 0;
            if (gathered > 0 && (!isWhole || letters.Length > _lines.Length - gathered))
            {
                written += DecodeLines(gathered, output[written..]);
                gathered = 0;
                // They may have been otherwise than they looked.
                continue;
            }

            if (isWhole)
            {
                letters.CopyTo(_lines.AsSpan(gathered));
                gathered += letters.Length;
            }
            else
            {
                written += DecodeEach(line, output[written..]);
            }

            input = input[line.Length..];
        }

        return written + DecodeLines(gathered, output[written..]);
    }

    /// <summary>What .NET says of the rest of lines that it did not like is not to be relied on: all of them are MimeKit's then.</summary>
    private int DecodeLines(int length, Span<byte> output)
    {
        var letters = _lines.AsSpan(0, length);
        return Base64.DecodeFromUtf8(letters, output, out var used, out var count, isFinalBlock: false) == OperationStatus.Done && used == length && count == length / 4 * 3
            ? count
            : DecodeEach(letters, output);
    }

    private int DecodeEach(ReadOnlySpan<byte> letters, Span<byte> output)
    {
        var written = 0;
        foreach (var letter in letters)
            written += DecodeOne(letter, output[written..]);
        return written;
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
