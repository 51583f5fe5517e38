namespace ImapApi.Infrastructure.Mime;

/// <summary>
/// A transfer encoding undone while it is read. Not MimeKit's FilteredStream: that ends at the first piece which decodes to nothing, and a piece of line
/// ends does.
/// </summary>
internal sealed class DecodingStream(Stream encoded, IPieceDecoder decoder) : Stream
{
    private const int Piece = 64 * 1024;

    private readonly byte[] _encoded = new byte[Piece];
    private readonly byte[] _decoded = new byte[decoder.EstimateOutputLength(Piece)];
    private ReadOnlyMemory<byte> _ready;
    private bool _isFinished;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.IsEmpty && !buffer.IsEmpty)
        {
            var read = await encoded.ReadAsync(_encoded, cancellationToken);
            if (read == 0 && _isFinished)
                return 0;
            _ready = _decoded.AsMemory(0, read > 0 ? decoder.Decode(_encoded.AsSpan(0, read), _decoded) : decoder.Finish(_decoded));
            _isFinished = read == 0;
        }

        var count = Math.Min(_ready.Length, buffer.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("What is decoded comes over the network: read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            encoded.Dispose();
        base.Dispose(disposing);
    }
}
