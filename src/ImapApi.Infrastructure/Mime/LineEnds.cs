using ImapApi.Application.Errors;

namespace ImapApi.Infrastructure.Mime;

/// <summary>
/// Makes every line end in CRLF, and lets no CR or LF stand alone: mail servers do not agree on what a bare one means, and where two disagree, what one
/// takes for content the next takes for a command.
/// </summary>
internal static class LineEnds
{
    private const int BlockLength = 64 * 1024;

    /// <exception cref="ValidationFailedException">There is a NUL in it (key <c>raw</c>).</exception>
    public static async Task NormalizeAsync(Stream source, Stream destination, CancellationToken cancellationToken)
    {
        var input = new byte[BlockLength];
        var output = new byte[BlockLength * 2];
        var isAfterReturn = false;
        var isAtLineStart = true;
        while (await source.ReadAsync(input, cancellationToken) is > 0 and var length)
        {
            if (input.AsSpan(0, length).Contains((byte)0))
                throw new ValidationFailedException("raw", "holds a NUL, which no mail server takes.");
            var written = Normalize(input.AsSpan(0, length), output, ref isAfterReturn);
            await destination.WriteAsync(output.AsMemory(0, written), cancellationToken);
            if (written > 0)
                isAtLineStart = output[written - 1] == '\n';
        }

        if (!isAtLineStart)
            await destination.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
    }

    /// <summary>A CR becomes a line end at once; a LF behind it is part of it.</summary>
    private static int Normalize(ReadOnlySpan<byte> input, Span<byte> output, ref bool isAfterReturn)
    {
        var written = 0;
        foreach (var next in input)
        {
            if (next == '\r' || (next == '\n' && !isAfterReturn))
            {
                output[written++] = (byte)'\r';
                output[written++] = (byte)'\n';
            }
            else if (next != '\n')
            {
                output[written++] = next;
            }

            isAfterReturn = next == '\r';
        }

        return written;
    }
}
