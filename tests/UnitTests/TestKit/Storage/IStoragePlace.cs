namespace ImapApi.TestKit.Storage;

/// <summary>A place for one test's store; what is started there again finds what was there.</summary>
internal interface IStoragePlace : IAsyncDisposable
{
    Task<StorageHost> StartAsync();
}
