namespace ImapApi.Infrastructure.Storage;

/// <summary>A store and how it is opened. Until <see cref="IStore"/> may be used, every call of it throws.</summary>
internal interface IStoreDriver : IStore
{
    /// <summary>Where the store is, as an operator would say it, without secrets.</summary>
    string Location { get; }

    /// <summary>Fires when the store was lost and has to be opened again.</summary>
    event EventHandler? Lost;

    /// <summary>
    /// Reaches the store, checks that it can be relied on, and returns whose it is; null: it is empty.
    /// Throws <see cref="Application.Errors.StartupException"/> when it must not be used, and StoreUnavailable when it is away.
    /// </summary>
    Task<StoreIdentity?> InspectAsync(CancellationToken cancellationToken);

    /// <summary>Makes an empty store ours. Returns the identity that it has now: another process may have been faster.</summary>
    Task<StoreIdentity> CreateAsync(StoreIdentity identity, CancellationToken cancellationToken);

    /// <summary>From now on the calls of <see cref="IStore"/> are served, as long as the store is this one.</summary>
    void Admit(StoreIdentity identity);

    /// <summary>Throws StoreUnavailable, with the reason, unless the store answers.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}
