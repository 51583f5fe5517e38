namespace ImapApi.TestKit.Storage;

/// <summary>A data directory with the embedded store.</summary>
internal sealed class SqlitePlace : IStoragePlace
{
    private readonly TempDirectory _data = new();

    public string Path => _data.Path;

    public Task<StorageHost> StartAsync() => StorageHost.StartAsync(_data.Path);

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        return ValueTask.CompletedTask;
    }
}
