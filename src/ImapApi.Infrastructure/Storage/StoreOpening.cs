using System.Text;
using ImapApi.Application.Errors;
using ImapApi.Application.Tools;
using ImapApi.Infrastructure.Security;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Storage;

/// <summary>Opens the store: makes an empty one ours at first start, and refuses one that is not ours.</summary>
internal sealed class StoreOpening(IStoreDriver driver, DataDirectory directory, SecretKeys keys, IOptions<StoreOptions> options) : IStoreForTools
{
    private const string IdentityFile = "store-id";

    /// <summary>Under which the id of the key stands that encrypts.</summary>
    public static readonly DocumentKey SecretKeyName = new(Partition.Global, "security", "key");

    /// <exception cref="StartupException">The store must not be used as things are.</exception>
    /// <exception cref="StoreUnavailableException">The store is away: try again.</exception>
    public Task OpenAsync(CancellationToken cancellationToken)
    {
        directory.Take();
        return OpenTakenAsync(cancellationToken);
    }

    public async Task OpenBesideAsync(CancellationToken cancellationToken)
    {
        directory.TryTake();
        await OpenTakenAsync(cancellationToken);
    }

    private async Task OpenTakenAsync(CancellationToken cancellationToken)
    {
        keys.Load();

        var known = directory.Read(IdentityFile);
        var found = await driver.InspectAsync(cancellationToken);
        if (found is null && known is not null)
        {
            throw new StartupException(
                $"The store {driver.Location} is empty, but this data directory belongs to a store that was not (id {known}); restore that store, or delete '{directory[IdentityFile]}' to begin with an empty one.");
        }

        // The store first, then the file: when the process dies in between, the next start finds a store and adopts it.
        found ??= await driver.CreateAsync(new StoreIdentity(Guid.NewGuid().ToString("N"), options.Value.Partitions, StoreIdentity.CurrentFormat), cancellationToken);
        Check(found, known);
        driver.Admit(found);
        await CheckKeyAsync(cancellationToken);
        if (known is null)
            directory.Write(IdentityFile, found.Id);
    }

    private void Check(StoreIdentity found, string? known)
    {
        if (known is not null && found.Id != known)
        {
            throw new StartupException(
                $"The store {driver.Location} (id {found.Id}) is not the one that this data directory belongs to (id {known}); correct dbs.redis or dbs.path, or delete '{directory[IdentityFile]}' to use this store from now on.");
        }

        if (found.Format != StoreIdentity.CurrentFormat)
            throw new StartupException($"The store {driver.Location} has format {found.Format}, and this version of ImapApi reads format {StoreIdentity.CurrentFormat}; start the version that wrote it.");
        if (found.Partitions != options.Value.Partitions)
            throw new StartupException($"The store {driver.Location} was made with {found.Partitions} partitions; set store.partitions = {found.Partitions}.");
    }

    private async Task CheckKeyAsync(CancellationToken cancellationToken)
    {
        var stored = await driver.GetAsync(SecretKeyName, cancellationToken);
        if (stored is null)
        {
            keys.Keep();
            var name = Encoding.UTF8.GetBytes(keys.Current.Id);
            if ((await driver.ApplyAsync(new Batch(Partition.Global).Require(SecretKeyName, value: null).Put(SecretKeyName, name), cancellationToken)).Applied)
                return;
            stored = await driver.GetAsync(SecretKeyName, cancellationToken) ?? name;
        }

        var id = Encoding.UTF8.GetString(stored);
        if (keys.Find(id) is null)
        {
            throw new StartupException(
                $"The secrets in the store {driver.Location} were encrypted with another key (id {id}); put that key back into '{directory["key"]}', or set security.key or security.keyFile to it.");
        }
    }
}
