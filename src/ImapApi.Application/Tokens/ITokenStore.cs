using ImapApi.Domain.Security;

namespace ImapApi.Application.Tokens;

/// <summary>The access tokens. Throws <see cref="Errors.StoreUnavailableException"/> while the store is away.</summary>
public interface ITokenStore
{
    /// <param name="hash">See <see cref="TokenSecret.Hash"/>: the secret itself is nowhere kept.</param>
    /// <param name="onlyFirst">Nothing is added, and the answer false, when a token was ever made.</param>
    Task<bool> AddAsync(ApiToken token, byte[] hash, bool onlyFirst, CancellationToken cancellationToken);

    /// <summary>In the order in which they were made.</summary>
    Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken);

    /// <summary>False when there is no such token.</summary>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>Whether a token was ever made. That stays so when all are gone again.</summary>
    Task<bool> WasEverMadeAsync(CancellationToken cancellationToken);
}
