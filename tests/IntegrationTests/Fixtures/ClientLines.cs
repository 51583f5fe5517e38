using System.Globalization;
using System.Text;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Cuts a client's bytes into commands; a literal belongs to the command it is an argument of, and is not kept.</summary>
public sealed class ClientLines
{
    private readonly StringBuilder _line = new();
    private int _afterLiteral;
    private int _literal;

    /// <summary>No command is begun.</summary>
    public bool IsAtStart => _line.Length == 0;

    public IEnumerable<string> Add(byte[] bytes, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (_literal > 0)
            {
                _literal--;
                continue;
            }

            if (bytes[i] != '\n')
            {
                _line.Append((char)bytes[i]);
                continue;
            }

            var line = _line.ToString().TrimEnd('\r');
            if (TryReadLiteral(line[Math.Min(_afterLiteral, line.Length)..], out _literal))
            {
                _afterLiteral = _line.Length;
                continue;
            }

            _line.Clear();
            _afterLiteral = 0;
            yield return line;
        }
    }

    private static bool TryReadLiteral(string line, out int length)
    {
        length = 0;
        var start = line.LastIndexOf('{');
        return start >= 0 && line.EndsWith('}')
            && int.TryParse(line.AsSpan(start + 1).TrimEnd('}').TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out length);
    }
}
