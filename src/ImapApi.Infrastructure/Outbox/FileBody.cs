using ImapApi.Application.Submissions;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>A message's bytes in a file, which stays.</summary>
internal sealed class FileBody(FileInfo file) : IMessageSource
{
    public long Length { get; } = file.Length;

    public Stream OpenRead() => new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
