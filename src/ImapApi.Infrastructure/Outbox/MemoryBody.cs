using ImapApi.Application.Submissions;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>A small message's bytes.</summary>
internal sealed class MemoryBody(byte[] bytes) : IMessageSource
{
    public long Length => bytes.Length;

    public Stream OpenRead() => new MemoryStream(bytes, writable: false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
