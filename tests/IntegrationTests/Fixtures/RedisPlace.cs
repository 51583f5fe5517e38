using ImapApi.TestKit.Storage;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A database of a Redis server, and a data directory beside it.</summary>
internal sealed class RedisPlace(string address, Func<Task>? clear = null) : IStoragePlace
{
    private readonly TempDirectory _data = new();
    private Func<Task>? _clear = clear;

    public RedisPlace(RedisServer server) : this(server.Address(server.NextDatabase()))
    {
    }

    /// <summary>A cluster has one database: it is emptied for each test, and the tests of a class run one after another.</summary>
    public RedisPlace(RedisCluster cluster) : this(cluster.Address, cluster.ClearAsync)
    {
    }

    public string Path => _data.Path;

    public async Task<StorageHost> StartAsync()
    {
        if (Interlocked.Exchange(ref _clear, null) is { } clear)
            await clear();
        return await StorageHost.StartAsync(_data.Path, address);
    }

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        return ValueTask.CompletedTask;
    }
}
