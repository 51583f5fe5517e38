using System.Buffers;

namespace ImapApi.Application.Submissions;

/// <summary>
/// Takes bytes once and gives them back any number of times: a few in memory, many in a temporary file, which has no name any more when the first byte is
/// written to it, so that nothing remains of it however the process ends.
/// </summary>
public sealed class SpoolStream : Stream, IMessageSource
{
    /// <summary>So many bytes stay in memory.</summary>
    public const int InMemory = 256 * 1024;

    private const int BlockLength = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _start = new();
    private readonly byte[] _block = new byte[1];
    private FileStream? _file;
    private byte[]? _pending;
    private int _pendingLength;
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what was written until now; nothing may be written meanwhile.</summary>
    public Stream OpenRead()
    {
        Flush();
        return _file is null ? new SpoolReader(_start.WrittenMemory, null, _length) : new SpoolReader(default, _file.SafeFileHandle, _length);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_file is null && _length + buffer.Length <= InMemory)
        {
            _start.Write(buffer);
            _length += buffer.Length;
            return;
        }

        if (_file is null)
            MoveToFile();
        while (!buffer.IsEmpty)
        {
            var take = Math.Min(buffer.Length, BlockLength - _pendingLength);
            buffer[..take].CopyTo(_pending.AsSpan(_pendingLength));
            _pendingLength += take;
            _length += take;
            buffer = buffer[take..];
            if (_pendingLength == BlockLength)
                Flush();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value)
    {
        _block[0] = value;
        Write(_block);
    }

    /// <summary>Into the page cache of the system: there is nothing to await.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        if (_file is null || _pendingLength == 0)
            return;
        RandomAccess.Write(_file.SafeFileHandle, _pending.AsSpan(0, _pendingLength), _length - _pendingLength);
        _pendingLength = 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file?.Dispose();
        base.Dispose(disposing);
    }

    private void MoveToFile()
    {
        var path = Path.Combine(Path.GetTempPath(), "imapapi-" + Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, Options = FileOptions.DeleteOnClose, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        _pending = new byte[BlockLength];
        RandomAccess.Write(_file.SafeFileHandle, _start.WrittenSpan, 0);
        _start.ResetWrittenCount();
    }
}
