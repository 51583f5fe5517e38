namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// The connection below MailKit, for those who also use it beside MailKit: what they read and is not theirs goes back, and whoever reads next reads it first.
/// </summary>
internal sealed class SharedWire(Stream connection) : Stream
{
    private byte[] _returned = [];
    private int _taken;

    /// <summary>Something was given back, and nobody has read it yet.</summary>
    public bool HasReturned => _taken < _returned.Length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override bool CanTimeout => connection.CanTimeout;

    public override int ReadTimeout
    {
        get => connection.ReadTimeout;
        set => connection.ReadTimeout = value;
    }

    public override int WriteTimeout
    {
        get => connection.WriteTimeout;
        set => connection.WriteTimeout = value;
    }

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Gives back bytes that came before all that was not read yet.</summary>
    public void Return(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        _returned = [.. bytes, .. _returned.AsSpan(_taken)];
        _taken = 0;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        HasReturned ? ValueTask.FromResult(Take(buffer.Span)) : connection.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) => HasReturned ? Take(buffer) : connection.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => connection.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => connection.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(ReadOnlySpan<byte> buffer) => connection.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => connection.Write(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override void Flush() => connection.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            connection.Dispose();
        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _returned.Length - _taken);
        _returned.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        if (_taken == _returned.Length)
            (_returned, _taken) = ([], 0);
        return count;
    }
}
