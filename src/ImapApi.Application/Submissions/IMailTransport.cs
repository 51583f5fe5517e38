using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Submissions;

/// <summary>Hands a message to the account's submission server.</summary>
public interface IMailTransport
{
    /// <param name="committing">
    /// Awaited once, when all of the message is on the wire and only its end is missing: what must be known before a message may be on its way is written here.
    /// If it throws, the connection is dropped, nothing was sent, and the exception goes to the caller as it is.
    /// </param>
    /// <param name="cancellationToken">Gives up, until <paramref name="committing"/> is called; after that the server's answer is awaited.</param>
    /// <exception cref="SubmissionFailedException">Not sent, or, as its <see cref="SubmissionFailedException.Certainty"/> may say, perhaps sent.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled in time: nothing was sent.</exception>
    Task<SubmissionReceipt> SubmitAsync(Account account, ComposedMessage message, Func<CancellationToken, Task> committing, CancellationToken cancellationToken);
}
