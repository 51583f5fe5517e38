using ImapApi.Application.Errors;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// A message or part as a stream that fetches range after range while it is read. Each range is an operation of its own, so a slow reader holds up nobody;
/// one range is fetched ahead, so a fast one hardly waits; memory is two ranges.
/// </summary>
/// <param name="first">The beginning, already fetched.</param>
/// <param name="firstCount">How much was asked then.</param>
/// <param name="fetch">Fetches from an offset so many bytes; fewer come when there are no more.</param>
internal sealed class RangeStream(Stream first, int firstCount, Func<int, int, CancellationToken, Task<Stream>> fetch) : Stream
{
    /// <summary>Short enough for a connection that must soon listen again.</summary>
    public const int FirstCount = 256 * 1024;

    private const int Count = 1024 * 1024;

    private readonly CancellationTokenSource _closed = new();
    private Stream _current = first;
    private int _offset = firstCount;
    private bool _isLast = first.Length < firstCount;
    private Task<Stream>? _next;

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
        if (buffer.IsEmpty)
            return 0;
        while (true)
        {
            FetchAhead();
            var read = await _current.ReadAsync(buffer, cancellationToken);
            if (read > 0 || _next is null)
                return read;
            await AdvanceAsync(_next, cancellationToken);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Ranges come over the network: read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed.IsCancellationRequested)
        {
            _closed.Cancel();
            _closed.Dispose();
            _current.Dispose();
            // A range that is under way arrives at its worker's pace, and is nobody's by then.
            _ = _next?.ContinueWith(static range => range.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        base.Dispose(disposing);
    }

    private void FetchAhead()
    {
        if (_isLast || _next is not null)
            return;
        if (_offset > int.MaxValue - Count)
            throw new IOException("The message is too large to be read.");
        _next = FetchAsync(_offset, _closed.Token);
    }

    /// <summary>Whatever goes wrong is kept until the reader has come to it.</summary>
    private async Task<Stream> FetchAsync(int offset, CancellationToken cancellationToken) => await fetch(offset, Count, cancellationToken);

    private async Task AdvanceAsync(Task<Stream> next, CancellationToken cancellationToken)
    {
        try
        {
            var range = await next.WaitAsync(cancellationToken);
            await _current.DisposeAsync();
            _current = range;
        }
        catch (ImapApiException exception)
        {
            throw new IOException("The rest could not be read from the mail server: " + exception.Message, exception);
        }

        _isLast = _current.Length < Count;
        _offset += Count;
        _next = null;
    }
}
