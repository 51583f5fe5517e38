using System.Buffers;

namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>
/// Reads a server's bytes just far enough to know lines, quoted strings, literals and nesting, before the real parser sees them, and enforces the
/// <see cref="GuardLimits"/>. It must agree with that parser (MailKit 4.18, <c>ImapStream</c>) about what is quoted and what is a literal, since parentheses
/// there do not count: what is ambiguous ends the connection.
/// </summary>
/// <remarks>
/// Over-long string literals are shortened in place: the digits of <c>{6004}</c> become <c>{4096}</c> and the surplus becomes blanks, which the parser
/// skips. Anyone can send a mail with such a subject or file name; without this its listing would end the connection, again and again.
/// Brackets in the atom that says what a mailbox was called (<c>("OLDNAME" (a]b))</c>, RFC 5465 §5.4) are overwritten too, where the parser gives up.
/// </remarks>
internal sealed class ResponseScanner(GuardLimits limits)
{
    private static readonly SearchValues<byte> Structural = SearchValues.Create("()[]\"{\n "u8);
    private static readonly SearchValues<byte> QuotedEnd = SearchValues.Create("\"\\\n"u8);

    /// <summary>Part of an atom, and of no mailbox's name.</summary>
    private const byte NoLetter = 0xff;

    private readonly byte[] _prefix = new byte[LineClassifier.PrefixLength];
    private readonly LongFields _fields = new(limits.HeaderField);
    private ScanMode _mode;
    private LineKind? _kind;
    private int _kindEnd;
    private int _lineBytes;
    private int _tokenBytes;
    private int _depth;
    private int _unclosed;
    private CodeState _code;
    private byte _last;
    private long _literalSize;
    private long _literalLeft;
    private bool _literalIsBody;
    private bool _literalShortened;

    /// <summary>Of its lines.</summary>
    public LineLedger Ledger { get; } = new(limits);

    /// <summary>Follows the lines, for a protocol log.</summary>
    public IResponseObserver? Observer { get; set; }

    public bool IsAtLineEnd => _mode == ScanMode.Text && _lineBytes == 0;

    /// <exception cref="ServerMisbehavedException">A limit was broken.</exception>
    public void Scan(Span<byte> chunk)
    {
        Ledger.BeginChunk();
        var at = 0;
        while (at < chunk.Length)
        {
            at = _mode switch
            {
                ScanMode.Text => ScanText(chunk, at),
                ScanMode.Literal => SkipLiteral(chunk, at),
                ScanMode.LiteralSize or ScanMode.LiteralPlus or ScanMode.LiteralLine => ScanLiteralSize(chunk, at),
                _ => ScanQuoted(chunk, at),
            };
        }

        Weight.Settle(_kind ?? LineClassifier.ClassifyPlain(Prefix));
    }

    private int ScanText(Span<byte> chunk, int at)
    {
        var length = chunk[at..].IndexOfAny(Structural);
        if (length != 0)
        {
            var run = chunk.Slice(at, length < 0 ? chunk.Length - at : length);
            Take(run);
            Weight.AddAtoms(run, isNew: _tokenBytes == 0);
            CountToken(run.Length);
            _fields.OnText(run);
            if (run.LastIndexOfAnyExcept((byte)'\t', (byte)'\r') is >= 0 and var last)
                _last = run[last];
            return at + run.Length;
        }

        var next = chunk[at];
        Take(chunk.Slice(at, 1));
        _tokenBytes = 0;
        if (next == (byte)'\n')
            EndLine();
        else if (next != (byte)' ')
            Structure(ref chunk[at]);
        return at + 1;
    }

    private void Structure(ref byte octet)
    {
        var next = octet;
        var isToken = InTokens(next);
        if (next is (byte)'(' or (byte)'"')
            Weight.AddOther();
        switch (next)
        {
            case (byte)'[' or (byte)']' when Kind == LineKind.Mailbox && _depth > 1:
                octet = NoLetter;
                break;
            case (byte)'(' when isToken && ++_depth + _unclosed > limits.Nesting:
                throw new ServerMisbehavedException($"The server sent a response that is nested more than {limits.Nesting} deep.");
            case (byte)')' when isToken && _depth > 0:
                _depth--;
                break;
            case (byte)']' when _code == CodeState.Inside && _depth == 0:
                _code = CodeState.After;
                break;
            case (byte)'[' when isToken:
                _fields.OnBracket();
                break;
            case (byte)'"' when isToken:
                _mode = ScanMode.Quoted;
                break;
            case (byte)'{' when isToken:
                _mode = ScanMode.LiteralSize;
                _literalSize = -1;
                _literalIsBody = _last is (byte)']' or (byte)'>';
                _literalShortened = false;
                return;
        }

        _last = next;
    }

    /// <summary>Whether the parser reads tokens here, rather than free text.</summary>
    private bool InTokens(byte next)
    {
        if (Kind != LineKind.Status)
            return Kind != LineKind.Continuation;
        if (_code != CodeState.Before)
            return _code == CodeState.Inside;
        // The first token behind the status word is always read as one: a code, a quoted string, or a word of free text.
        var between = Prefix[_kindEnd..];
        var isFirst = between.IndexOfAnyExcept(" \t\r"u8) is var at && (at < 0 || at + _kindEnd == _lineBytes - 1);
        _code = isFirst && next == (byte)'[' ? CodeState.Inside : CodeState.After;
        return isFirst;
    }

    private int ScanQuoted(Span<byte> chunk, int at)
    {
        var next = chunk[at];
        switch (_mode)
        {
            case ScanMode.QuotedEnd when next is (byte)']' or (byte)')' or (byte)' ' or (byte)'\r' or (byte)'\n':
                _mode = ScanMode.Text;
                _tokenBytes = 0;
                _last = (byte)'"';
                return at;
            case ScanMode.QuotedEnd:
                _mode = ScanMode.Quoted;
                return at;
            case ScanMode.QuotedEscape when next != (byte)'\n':
                Take(chunk.Slice(at, 1));
                CountToken(1);
                _mode = ScanMode.Quoted;
                return at + 1;
        }

        var length = chunk[at..].IndexOfAny(QuotedEnd);
        var run = chunk.Slice(at, length < 0 ? chunk.Length - at : length + 1);
        Take(run);
        CountToken(run.Length);
        if (length >= 0)
        {
            _mode = run[^1] switch
            {
                (byte)'\\' => ScanMode.QuotedEscape,
                (byte)'"' => ScanMode.QuotedEnd,
                _ => throw new ServerMisbehavedException("The server broke a quoted string across lines."),
            };
        }

        return at + run.Length;
    }

    /// <summary>Behind <c>{</c>: digits, maybe <c>+</c>, <c>}</c>, then the end of the line.</summary>
    private int ScanLiteralSize(Span<byte> chunk, int at)
    {
        var next = chunk[at];
        switch (next)
        {
            case >= (byte)'0' and <= (byte)'9' when _mode == ScanMode.LiteralSize && _literalSize < int.MaxValue:
                _literalSize = Math.Max(_literalSize, 0) * 10 + next - '0';
                break;
            case (byte)'+' when _mode == ScanMode.LiteralSize:
                _mode = ScanMode.LiteralPlus;
                break;
            case (byte)'}' when _mode != ScanMode.LiteralLine && _literalSize >= 0:
                CheckLiteral(chunk[..at]);
                _mode = ScanMode.LiteralLine;
                break;
            case (byte)'\r' when _mode == ScanMode.LiteralLine:
                break;
            case (byte)'\n' when _mode == ScanMode.LiteralLine:
                Observer?.OnLiteral(_literalSize);
                _literalLeft = _literalSize;
                _fields.OnLiteral();
                _mode = _literalSize == 0 ? ScanMode.Text : ScanMode.Literal;
                _last = (byte)'}';
                return at + 1;
            default:
                throw new ServerMisbehavedException("The server sent a malformed literal.");
        }

        _lineBytes++;
        return at + 1;
    }

    private void CheckLiteral(Span<byte> upToBrace)
    {
        if (Kind == LineKind.Status)
            throw new ServerMisbehavedException("The server sent a literal in a status.");
        if (_literalIsBody && _literalSize > limits.BodyLiteral)
            throw new ServerMisbehavedException($"The server announced {_literalSize} bytes where at most {limits.BodyLiteral} were asked for.");
        if (_literalIsBody)
            return;
        Weight.AddOther();
        Weight.AddText((int)Math.Min(_literalSize, limits.TokenLiteralKept));
        if (_literalSize <= limits.TokenLiteralKept)
            return;
        if (_literalSize > limits.TokenLiteral)
            throw new ServerMisbehavedException($"The server sent a string of {_literalSize} bytes; at most {limits.TokenLiteral} are read.");

        var digits = upToBrace.TrimEnd((byte)'+');
        var start = digits.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9');
        // The parser has read the first digits already: they came with the chunk before. The next try will be cut elsewhere.
        if (start < 0)
            throw new ServerMisbehavedException("The server sent an over-long string whose size straddles two packets.");
        for (var (at, rest) = (digits.Length - 1, limits.TokenLiteralKept); at > start; at--, rest /= 10)
            digits[at] = (byte)('0' + rest % 10);
        _literalShortened = true;
    }

    private int SkipLiteral(Span<byte> chunk, int at)
    {
        var take = (int)Math.Min(_literalLeft, chunk.Length - at);
        if (_literalIsBody)
            Weight.AddContent(take, _fields.Cut(chunk.Slice(at, take)));
        if (_literalShortened)
        {
            var keep = (int)Math.Clamp(limits.TokenLiteralKept - (_literalSize - _literalLeft), 0, take);
            chunk.Slice(at + keep, take - keep).Fill((byte)' ');
        }

        _literalLeft -= take;
        if (_literalLeft == 0)
            _mode = ScanMode.Text;
        return at + take;
    }

    private void CountToken(int bytes)
    {
        _tokenBytes += bytes;
        if (_tokenBytes > limits.Token && Kind is LineKind.Data or LineKind.Fetch or LineKind.Mailbox or LineKind.Counts)
            throw new ServerMisbehavedException($"The server sent an atom or string of more than {limits.Token} bytes.");
    }

    private void Take(ReadOnlySpan<byte> text)
    {
        if (_lineBytes < _prefix.Length)
            text[..Math.Min(text.Length, _prefix.Length - _lineBytes)].CopyTo(_prefix.AsSpan(_lineBytes));
        _lineBytes += text.Length;
        Weight.AddText(text.Length);
        Observer?.OnText(text);
        // The kind need not be known before the smallest limit is passed.
        if (_lineBytes > limits.SearchLine && _lineBytes > LineLimit)
            throw new ServerMisbehavedException($"The server sent a line of more than {LineLimit} bytes.");
    }

    private AnswerWeight Weight => Ledger.Weight;
    private LineKind Kind => _kind ??= LineClassifier.Classify(Prefix, out _kindEnd);

    private ReadOnlySpan<byte> Prefix => _prefix.AsSpan(0, Math.Min(_lineBytes, _prefix.Length));

    private long LineLimit => Kind switch
    {
        LineKind.Fetch => limits.FetchLine,
        LineKind.Search => limits.SearchLine + (long)limits.SearchLinePerMessage * Ledger.Exists,
        _ => limits.Line,
    };

    private void EndLine()
    {
        Observer?.OnLineEnd();
        var kind = _kind ?? LineClassifier.ClassifyPlain(Prefix);
        Weight.Settle(kind);
        Ledger.Note(kind, Prefix);
        // A decent line closes what it opens. What this one left open may still be open for the parser: it counts for good.
        _unclosed += _depth;
        _depth = 0;
        _kind = null;
        _code = CodeState.Before;
        _lineBytes = 0;
        _tokenBytes = 0;
        _last = 0;
    }
}
