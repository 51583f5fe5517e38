namespace ImapApi.TestKit.Storage;

/// <summary>A test that begins with the storage started on an empty store.</summary>
public abstract class StorageTest : IAsyncLifetime
{
    private readonly IStoragePlace _place;
    private StorageHost? _host;

    private protected StorageTest(IStoragePlace place) => _place = place;

    private protected StorageHost Host => _host!;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await _place.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
            await _host.DisposeAsync();
        await _place.DisposeAsync();
    }

    /// <summary>Stops everything and starts again on what is stored.</summary>
    private protected async Task RestartAsync()
    {
        await Host.DisposeAsync();
        _host = await _place.StartAsync();
    }
}
