namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>
/// Cuts header fields that are too long, in place, before MimeKit parses them: it copies what it has of a field whenever some bytes are added, which for a megabyte makes 8 GB.
/// What is cut off becomes fields without a name, which nobody asks for.
/// </summary>
internal sealed class LongFields(int longest)
{
    private const int NoMatch = -1;
    private const int BreakLength = 3;

    private int _matched = NoMatch;
    private bool _isHeader;
    private int _length;
    private bool _isAtLineStart = true;

    private static ReadOnlySpan<byte> Section => "HEADER"u8;

    /// <summary><c>[</c>: a section may follow.</summary>
    public void OnBracket() => _matched = 0;

    /// <summary>Text behind it, maybe in several pieces: HEADER or HEADER.FIELDS is what MimeKit parses.</summary>
    public void OnText(ReadOnlySpan<byte> text)
    {
        foreach (var octet in text)
        {
            if (_matched == NoMatch || _matched == Section.Length)
                return;
            _matched = octet == Section[_matched] ? _matched + 1 : NoMatch;
        }
    }

    /// <summary>A literal begins: of the section, where that is a header.</summary>
    public void OnLiteral()
    {
        _isHeader = _matched == Section.Length;
        (_matched, _length, _isAtLineStart) = (NoMatch, 0, true);
    }

    /// <param name="header">The literal's next bytes.</param>
    /// <returns>How many fields began in them; null: it is no header.</returns>
    public int? Cut(Span<byte> header)
    {
        if (!_isHeader)
            return null;
        var fields = 0;
        for (var at = 0; at < header.Length; at++)
        {
            var octet = header[at];
            if (_isAtLineStart && (octet is not ((byte)' ' or (byte)'\t') || _length > longest))
            {
                // The next field, or what is made one.
                if (octet is (byte)' ' or (byte)'\t')
                    header[at] = (byte)':';
                _length = 0;
                fields++;
            }
            else if (_length > longest && header.Length - at >= BreakLength && header.Slice(at, BreakLength).IndexOfAny((byte)'\r', (byte)'\n') < 0)
            {
                "\r\n:"u8.CopyTo(header[at..]);
                at += BreakLength - 1;
                _length = 0;
                fields++;
            }

            _length++;
            _isAtLineStart = octet == (byte)'\n';
        }

        return fields;
    }
}
