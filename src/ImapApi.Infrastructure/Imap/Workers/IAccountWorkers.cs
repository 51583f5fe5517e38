using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>The way to an account's IMAP connections: nobody but the account's worker touches them.</summary>
internal interface IAccountWorkers
{
    /// <summary>
    /// Queues the operation at the account's worker and awaits its answer. The token cancels it while it is queued; once started, it runs to its end
    /// under the worker's own deadline, and a caller that has gone away simply never reads the answer.
    /// </summary>
    /// <exception cref="Application.Errors.ImapApiException">Unknown account, not connected, refused, timed out, queue full: always translated.</exception>
    Task<TResult> RunAsync<TResult>(AccountId account, IImapOperation<TResult> operation, CancellationToken cancellationToken);
}
