using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Large messages as files under <c>outbox</c> in the data directory, named by their queue ids.</summary>
internal sealed class FileBodies(DataDirectory directory) : ILargeBodies
{
    private const string Folder = "outbox";
    private const string Unfinished = ".new";

    public async Task WriteAsync(OutboxEntry entry, IMessageSource source, CancellationToken cancellationToken)
    {
        var path = PathOf(entry.Id);
        try
        {
            OwnerOnly.MakeDirectory(directory[Folder]);
            await using (var file = OwnerOnly.Open(path + Unfinished, FileMode.CreateNew, FileShare.None))
            await using (var bytes = source.OpenRead())
            {
                await bytes.CopyToAsync(file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(path + Unfinished, path);
        }
        catch (Exception exception)
        {
            File.Delete(path + Unfinished);
            if (exception is IOException or UnauthorizedAccessException)
                throw new StoreUnavailableException($"The message cannot be kept in '{directory[Folder]}': {exception.Message}", exception);
            throw;
        }
    }

    public Task<IMessageSource?> OpenAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
        Task.FromResult<IMessageSource?>(new FileInfo(PathOf(entry.Id)) is { Exists: true } file ? new FileBody(file) : null);

    public void AddRemoval(Batch batch, OutboxEntry entry)
    {
        // The file goes when the batch is written: the other way round a crash between the two would leave an entry without its message.
    }

    public void Remove(QueueId id)
    {
        try
        {
            File.Delete(PathOf(id));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is swept later.
        }
    }

    public Task DiscardAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        Remove(entry.Id);
        return Task.CompletedTask;
    }

    public Task SweepAsync(IAsyncEnumerable<AccountId> accounts, IReadOnlySet<QueueId> needed, DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(directory[Folder]))
            return Task.CompletedTask;
        foreach (var path in Directory.EnumerateFiles(directory[Folder]))
        {
            var name = Path.GetFileName(path);
            if (QueueId.TryParse(name.Replace(Unfinished, "", StringComparison.Ordinal), out var id) && id.Time < time && (!needed.Contains(id) || name.EndsWith(Unfinished, StringComparison.Ordinal)))
                File.Delete(path);
        }

        return Task.CompletedTask;
    }

    private string PathOf(QueueId id) => Path.Combine(directory[Folder], id.ToString());
}
