using System.Globalization;
using System.Text;

namespace ImapApi.TestKit.Imap;

/// <summary>Reads what a client sends: lines, and the literals that continue them.</summary>
internal sealed class ImapLineReader(Stream stream)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>A line without its end, one char per byte; <c>null</c> when the client has closed.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (await FillAsync(cancellationToken))
        {
            var length = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start) - _start;
            if (length >= 0)
            {
                line.Append(Encoding.Latin1.GetString(_buffer, _start, length));
                _start += length + 1;
                return line.ToString().TrimEnd('\r');
            }

            line.Append(Encoding.Latin1.GetString(_buffer, _start, _end - _start));
            _start = _end;
        }

        return null;
    }

    /// <summary>A whole command: the line with its literals in place. <paramref name="proceed"/> is asked to say <c>+</c> for each synchronising one.</summary>
    public async Task<string?> ReadCommandAsync(Func<Task> proceed, CancellationToken cancellationToken)
    {
        var command = new StringBuilder();
        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            command.Append(line);
            if (!EndsInLiteral(line, out var length, out var synchronising))
                return command.ToString();
            if (synchronising)
                await proceed();
            command.Append("\r\n").Append(await ReadBytesAsync(length, cancellationToken));
        }

        return null;
    }

    private async Task<string> ReadBytesAsync(int length, CancellationToken cancellationToken)
    {
        var bytes = new StringBuilder(length);
        while (bytes.Length < length && await FillAsync(cancellationToken))
        {
            var take = Math.Min(length - bytes.Length, _end - _start);
            bytes.Append(Encoding.Latin1.GetString(_buffer, _start, take));
            _start += take;
        }

        return bytes.Length == length ? bytes.ToString() : throw new EndOfStreamException("The client closed inside a literal.");
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start < _end)
            return true;
        _start = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }

    private static bool EndsInLiteral(string line, out int length, out bool synchronising)
    {
        length = 0;
        synchronising = true;
        var open = line.LastIndexOf('{');
        if (open < 0 || !line.EndsWith('}'))
            return false;
        var number = line.AsSpan(open + 1, line.Length - open - 2);
        synchronising = !number.EndsWith("+");
        return int.TryParse(number.TrimEnd('+'), NumberStyles.None, null, out length);
    }
}
