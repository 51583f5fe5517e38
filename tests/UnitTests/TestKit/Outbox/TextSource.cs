using ImapApi.Application.Submissions;

namespace ImapApi.TestKit.Outbox;

/// <summary>A message's bytes, and whether they were given up.</summary>
internal sealed class TextSource(byte[] bytes) : IMessageSource
{
    public bool IsDisposed { get; private set; }

    public long Length => bytes.Length;

    public Stream OpenRead() => IsDisposed ? throw new ObjectDisposedException(nameof(TextSource)) : new MemoryStream(bytes, writable: false);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
