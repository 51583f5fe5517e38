using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Application.Webhooks;

/// <summary>The signing secrets of the webhook targets. Throws <see cref="Errors.StoreUnavailableException"/> while the store is away.</summary>
public interface IWebhookSecretStore
{
    /// <summary>How many are valid at the same time: the new one and the one it replaces.</summary>
    const int MostValid = 2;

    /// <summary>Adds it; beyond <see cref="MostValid"/> the oldest ends.</summary>
    /// <param name="owner">Whose own target; null: that of the settings.</param>
    Task AddAsync(AccountId? owner, StoredSecret secret, CancellationToken cancellationToken);

    /// <summary>The oldest first.</summary>
    Task<IReadOnlyList<StoredSecret>> ListAsync(AccountId? owner, CancellationToken cancellationToken);

    /// <summary>False: there is no such secret.</summary>
    Task<bool> RemoveAsync(AccountId? owner, string id, CancellationToken cancellationToken);
}
