using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Cluster;

/// <summary>Finds the node that serves an account: one in the whole cluster.</summary>
public interface IAccountLocator
{
    /// <summary>
    /// Begins to serve a request for the account in this process, which keeps the account here until the answer is disposed of: it is handed over to
    /// another node only after that, or after a few seconds.
    /// </summary>
    /// <returns>Null: this node does not serve the account, or is handing it over.</returns>
    IDisposable? TryEnter(AccountId account);

    /// <summary>Where the account is served; when it is nowhere, it is from now on.</summary>
    /// <returns>The address of that node's API; null: it is this node.</returns>
    /// <exception cref="Errors.NotFoundException">There is no such account.</exception>
    /// <exception cref="Errors.StoreUnavailableException">It is served nowhere, and cannot be while the store is away.</exception>
    Task<Uri?> LocateAsync(AccountId account, CancellationToken cancellationToken);
}
