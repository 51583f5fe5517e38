using System.Globalization;
using System.Text;

namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>Splits what we send into lines; a literal (<c>{n}</c> at the end of a line) is counted, not shown.</summary>
internal sealed class ClientLines(Action<string> onLine)
{
    private const int Most = 4096;

    private readonly StringBuilder _line = new();
    private long _literalLeft;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_literalLeft > 0)
            {
                var skip = (int)Math.Min(_literalLeft, bytes.Length);
                _literalLeft -= skip;
                bytes = bytes[skip..];
                continue;
            }

            var end = bytes.IndexOf((byte)'\n');
            var text = end < 0 ? bytes : bytes[..end];
            if (_line.Length < Most)
                _line.Append(Encoding.UTF8.GetString(text));
            bytes = bytes[(end < 0 ? bytes.Length : end + 1)..];
            if (end < 0)
                continue;
            var line = _line.ToString().TrimEnd('\r');
            _line.Clear();
            _literalLeft = LiteralAtEnd(line);
            onLine(line);
        }
    }

    private static long LiteralAtEnd(string line)
    {
        var open = line.EndsWith('}') ? line.LastIndexOf('{') : -1;
        return open >= 0 && long.TryParse(line.AsSpan(open + 1, line.Length - open - 2).TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
    }
}
