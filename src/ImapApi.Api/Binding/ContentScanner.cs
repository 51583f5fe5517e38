using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace ImapApi.Api.Binding;

/// <summary>
/// Takes the text of one key of a JSON object out of it, base64-decoded, byte for byte as the object arrives. In its place an empty text remains, so that who
/// reads the rest sees whether it is valid JSON, and whether the key is there twice.
/// </summary>
/// <param name="rest">The object without the text.</param>
/// <param name="bytes">What the text stands for.</param>
internal sealed class ContentScanner(string key, Stream rest, Stream bytes)
{
    private const int BlockLength = 4096;

    private readonly byte[] _block = new byte[BlockLength];
    private readonly byte[] _name = new byte[64];
    private Place _place = Place.Outside;
    private int _blockLength;
    private int _nameLength;
    private int _depth;
    private bool _isEscaped;
    private string? _unicode;

    private enum Place
    {
        /// <summary>Between texts.</summary>
        Outside,
        Text,

        /// <summary>In a text of the object itself that may be a key.</summary>
        Name,

        /// <summary>Behind the key, in front of its value.</summary>
        Value,
        Content,
    }

    /// <summary>The key was there, with a text.</summary>
    public bool HasFound { get; private set; }

    /// <summary>The text is base64 throughout.</summary>
    public bool IsBase64 { get; private set; } = true;

    public void Add(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            if (_place == Place.Content)
            {
                piece = AddContent(piece);
                continue;
            }

            rest.WriteByte(piece[0]);
            Step(piece[0]);
            piece = piece[1..];
        }
    }

    private void Step(byte next)
    {
        switch (_place)
        {
            case Place.Text or Place.Name:
                StepInText(next);
                break;
            case Place.Value when next == '"' && !HasFound:
                (_place, HasFound) = (Place.Content, true);
                break;
            case Place.Value when next is (byte)':' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                break;
            case Place.Outside or Place.Value:
                _place = next == '"' ? _depth == 1 ? Place.Name : Place.Text : Place.Outside;
                _nameLength = 0;
                _depth += next is (byte)'{' or (byte)'[' ? 1 : next is (byte)'}' or (byte)']' ? -1 : 0;
                break;
        }
    }

    private void StepInText(byte next)
    {
        if (_isEscaped)
            _isEscaped = false;
        else if (next == '\\')
            _isEscaped = true;
        else if (next == '"')
        {
            // A value with the key's own words is followed by a comma, not by a colon and a text.
            _place = _place == Place.Name && _nameLength < _name.Length && Is(key) ? Place.Value : Place.Outside;
            return;
        }

        if (_nameLength < _name.Length)
            _name[_nameLength++] = next;
    }

    private bool Is(string name) => System.Text.Encoding.UTF8.GetString(_name, 0, _nameLength) == name;

    private ReadOnlySpan<byte> AddContent(ReadOnlySpan<byte> piece)
    {
        var plain = _isEscaped || _unicode is not null ? 0 : piece.IndexOfAny((byte)'"', (byte)'\\');
        AddPlain(plain < 0 ? piece : piece[..plain]);
        if (plain < 0)
            return [];

        var next = piece[plain];
        if (_unicode is not null)
            AddUnicode(next);
        else if (_isEscaped)
            AddEscaped(next);
        else if (next == '\\')
            _isEscaped = true;
        else
            EndContent();
        return piece[(plain + 1)..];
    }

    private void AddPlain(ReadOnlySpan<byte> text)
    {
        // A line end within a JSON text is always escaped.
        IsBase64 &= text.IndexOfAnyInRange((byte)0, (byte)' ') < 0;
        while (!text.IsEmpty)
        {
            var take = Math.Min(text.Length, BlockLength - _blockLength);
            text[..take].CopyTo(_block.AsSpan(_blockLength));
            _blockLength += take;
            text = text[take..];
            if (_blockLength == BlockLength)
                Decode(isLast: false);
        }
    }

    private void AddEscaped(byte next)
    {
        _isEscaped = false;
        if (next == 'u')
            _unicode = "";
        else if (next == '/')
            AddPlain("/"u8);
        else if (next is not ((byte)'n' or (byte)'r' or (byte)'t'))
            IsBase64 = false;
    }

    /// <summary>Four digits for one letter.</summary>
    private void AddUnicode(byte next)
    {
        _unicode += (char)next;
        if (_unicode.Length < 4)
            return;
        if (ushort.TryParse(_unicode, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter) && letter < 128)
            AddPlain([(byte)letter]);
        else
            IsBase64 = false;
        _unicode = null;
    }

    private void EndContent()
    {
        Decode(isLast: true);
        rest.WriteByte((byte)'"');
        _place = Place.Outside;
    }

    private void Decode(bool isLast)
    {
        Span<byte> decoded = stackalloc byte[BlockLength];
        IsBase64 &= Base64.DecodeFromUtf8(_block.AsSpan(0, _blockLength), decoded, out _, out var written, isLast) == OperationStatus.Done;
        if (IsBase64)
            bytes.Write(decoded[..written]);
        _blockLength = 0;
    }
}
