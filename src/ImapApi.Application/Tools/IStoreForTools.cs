namespace ImapApi.Application.Tools;

/// <summary>The store for the command-line tools, which work also beside a running server.</summary>
public interface IStoreForTools
{
    /// <summary>Opens the store, and makes it when there is none.</summary>
    /// <exception cref="Errors.StartupException">The store must not be used as things are.</exception>
    /// <exception cref="Errors.StoreUnavailableException">The store is away.</exception>
    Task OpenBesideAsync(CancellationToken cancellationToken);
}
