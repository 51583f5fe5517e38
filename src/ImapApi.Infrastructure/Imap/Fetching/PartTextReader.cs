using System.Buffers;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>Downloads as much of one text part as the asked length needs, range by range.</summary>
internal sealed class PartTextReader(BodyLeaf leaf)
{
    /// <summary>One answer stays well below what a connection may be sent at once.</summary>
    private const int LargestRange = 1024 * 1024;

    /// <summary>However little text it makes: quoted-printable soft line breaks make none at all.</summary>
    private const int MostEncoded = 32 * 1024 * 1024;

    private readonly MimeKit.Encodings.IMimeDecoder? _decoder = TransferEncodings.Decoder(leaf.TransferEncoding);
    private ArrayBufferWriter<byte> _bytes = new();
    private byte[] _decoded = [];
    private int _offset;
    private int _least = 256;
    private bool _isComplete;

    /// <summary>The text's beginning of at most <paramref name="maxBytes"/> bytes of UTF-8, and whether there is more.</summary>
    public async Task<(string Text, bool HasMore)> ReadAsync(ImapConnection connection, Uid uid, int maxBytes, CancellationToken cancellationToken)
    {
        // One byte more than asked decides whether there is more.
        var wanted = maxBytes + 1L;
        _bytes = new ArrayBufferWriter<byte>((int)Math.Clamp(Math.Min(leaf.EncodedSize, wanted), 256, MostEncoded));
        while (true)
        {
            while (!_isComplete && _bytes.WrittenCount < wanted && _offset < MostEncoded)
                await ReadRangeAsync(connection, uid, wanted - _bytes.WrittenCount, cancellationToken);
            var text = TextDecoding.Decode(_bytes.WrittenSpan, leaf, _isComplete);
            var cut = Utf8Length.Cut(text, maxBytes);
            if (cut.Length < text.Length)
                return (cut, true);
            if (_isComplete || _offset >= MostEncoded)
                return (text, !_isComplete);
            // The charset takes more bytes than UTF-8, or line ends were dropped.
            wanted = _bytes.WrittenCount + Math.Max(maxBytes - Utf8Length.Of(text), 1024);
        }
    }

    private async Task ReadRangeAsync(ImapConnection connection, Uid uid, long decodedBytes, CancellationToken cancellationToken)
    {
        var count = TransferEncodings.EncodedLength(leaf.TransferEncoding, decodedBytes);
        // The least that is asked for doubles, so that text which decodes to little still ends soon.
        count = Math.Min(Math.Max(count, _least), LargestRange);
        _least = Math.Min(_least * 2, LargestRange);
        // All that is left, and one byte: a short answer says that this was the end.
        if (leaf.EncodedSize > _offset && leaf.EncodedSize - _offset < count)
            count = leaf.EncodedSize - _offset + 1;
        await using var range = await BodyRange.ReadAsync(connection, uid, leaf.Part, _offset, (int)count, cancellationToken);
        var received = Append(range);
        _offset += received;
        _isComplete = received < count;
        if (_isComplete && _decoder is not null)
            AppendDecoded(TransferEncodings.Finish(_decoder, Room(4)));
    }

    private int Append(Stream range)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        var received = 0;
        try
        {
            // In memory: nothing to await.
            for (int read; (read = range.Read(buffer, 0, buffer.Length)) > 0; received += read)
            {
                if (_decoder is null)
                {
                    _bytes.Write(buffer.AsSpan(0, read));
                    continue;
                }

                AppendDecoded(_decoder.Decode(buffer, 0, read, Room(_decoder.EstimateOutputLength(read))));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return received;
    }

    private void AppendDecoded(int count) => _bytes.Write(_decoded.AsSpan(0, count));

    private byte[] Room(int length) => _decoded = _decoded.Length < length ? new byte[length] : _decoded;
}
