using System.Buffers;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>A literal's bytes in a rented array, which goes back when the stream is disposed: a download then reuses two arrays for all of its ranges.</summary>
internal sealed class PooledStream : MemoryStream
{
    private byte[]? _rented;

    public PooledStream(int length) : this(ArrayPool<byte>.Shared.Rent(length), length)
    {
    }

    private PooledStream(byte[] rented, int length) : base(rented, 0, length) => _rented = rented;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Interlocked.Exchange(ref _rented, null) is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
    }
}
