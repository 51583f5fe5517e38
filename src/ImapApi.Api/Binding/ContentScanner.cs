using System.Globalization;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Binding;

/// <summary>
/// Takes the texts of some keys out of a JSON object, base64-decoded, byte for byte as the object arrives. In the place of each remains its number among the
/// contents, so that who reads the rest sees whether it is valid JSON, and what belongs where.
/// </summary>
/// <param name="rest">The object without the texts.</param>
/// <param name="open">Where the next text's bytes go.</param>
internal sealed class ContentScanner(IReadOnlyList<ContentKey> keys, Stream rest, Func<SpoolStream> open)
{
    private readonly byte[] _name = new byte[64];
    private readonly List<IContent?> _contents = [];
    private Place _place = Place.Outside;
    private Base64Text? _content;
    private SpoolStream? _bytes;
    private int _nameLength;
    private int _depth;
    private bool _isEscaped;

    private enum Place
    {
        /// <summary>Between texts.</summary>
        Outside,
        Text,

        /// <summary>In a text that may be a key.</summary>
        Name,

        /// <summary>Behind the key, in front of its value.</summary>
        Value,
        Content,
    }

    /// <summary>What the texts stand for, in their order; null for one that is not base64.</summary>
    public IReadOnlyList<IContent?> Contents => _contents;

    public void Add(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            if (_place == Place.Content)
            {
                piece = AddContent(piece);
                continue;
            }

            Step(piece[0]);
            piece = piece[1..];
        }
    }

    private void Step(byte next)
    {
        rest.WriteByte(next);
        switch (_place)
        {
            case Place.Text or Place.Name:
                StepInText(next);
                break;
            case Place.Value when next == '"':
                _bytes = open();
                (_place, _content) = (Place.Content, new Base64Text(_bytes));
                break;
            case Place.Value when next is (byte)':' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                break;
            case Place.Outside or Place.Value:
                _place = next == '"' ? keys.Any(key => key.Depth == _depth) ? Place.Name : Place.Text : Place.Outside;
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
            // A value with a key's own words is followed by a comma, not by a colon and a text.
            _place = _place == Place.Name && IsKey() ? Place.Value : Place.Outside;
            return;
        }

        if (_nameLength < _name.Length)
            _name[_nameLength++] = next;
    }

    private bool IsKey()
    {
        if (_nameLength == _name.Length)
            return false;
        var name = System.Text.Encoding.UTF8.GetString(_name, 0, _nameLength);
        return keys.Any(key => key.Depth == _depth && key.Name == name);
    }

    private ReadOnlySpan<byte> AddContent(ReadOnlySpan<byte> piece)
    {
        piece = _content!.Add(piece);
        if (!_content.IsComplete)
            return piece;
        rest.Write(System.Text.Encoding.ASCII.GetBytes(_contents.Count.ToString(CultureInfo.InvariantCulture) + "\""));
        _contents.Add(_content.IsBase64 ? _bytes : null);
        _place = Place.Outside;
        return piece;
    }
}
