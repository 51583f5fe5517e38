using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace ImapApi.Api.Binding;

/// <summary>Decodes a JSON text of base64 as it arrives, from behind its opening quote to its closing one; what JSON may escape in it is understood.</summary>
internal sealed class Base64Text(Stream bytes)
{
    private const int BlockLength = 4096;

    private readonly byte[] _block = new byte[BlockLength];
    private int _blockLength;
    private bool _isEscaped;
    private string? _unicode;

    /// <summary>The closing quote has come.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The text is base64 throughout.</summary>
    public bool IsBase64 { get; private set; } = true;

    /// <returns>What is left of the piece: of a complete text what follows it.</returns>
    public ReadOnlySpan<byte> Add(ReadOnlySpan<byte> piece)
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
        {
            Decode(isLast: true);
            IsComplete = true;
        }

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

    private void Decode(bool isLast)
    {
        Span<byte> decoded = stackalloc byte[BlockLength];
        IsBase64 &= Base64.DecodeFromUtf8(_block.AsSpan(0, _blockLength), decoded, out _, out var written, isLast) == OperationStatus.Done;
        if (IsBase64)
            bytes.Write(decoded[..written]);
        _blockLength = 0;
    }
}
