using System.Buffers.Text;
using ImapApi.Infrastructure.Imap.Guard;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>Where a response ends: at a line end that no literal's size stands before (RFC 9051 §4.3).</summary>
internal static class ResponseLength
{
    /// <returns>0 when it is not all there.</returns>
    public static int Of(ReadOnlySpan<byte> bytes)
    {
        var length = 0L;
        while (length < bytes.Length && bytes[(int)length..].IndexOf((byte)'\n') is >= 0 and var end)
        {
            var line = bytes.Slice((int)length, end + 1);
            var literal = LiteralAfter(line);
            if (literal >= 0 && length == 0 && IsFreeText(line))
                literal = -1;
            length += line.Length;
            if (literal < 0)
                return (int)length;
            length += literal;
        }

        return 0;
    }

    /// <summary>Which may look like anything: also the end of a command of ours.</summary>
    private static bool IsFreeText(ReadOnlySpan<byte> line) =>
        LineClassifier.ClassifyPlain(line[..Math.Min(line.Length, LineClassifier.PrefixLength)]) is LineKind.Status or LineKind.Continuation;

    /// <returns>-1 when none follows.</returns>
    private static long LiteralAfter(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd("\r\n"u8);
        if (!line.EndsWith("}"u8) || line.LastIndexOf((byte)'{') is not (>= 0 and var open))
            return -1;
        var digits = line[(open + 1)..^1].TrimEnd((byte)'+');
        return Utf8Parser.TryParse(digits, out uint size, out var used) && used == digits.Length ? size : -1;
    }
}
