using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>
/// The messages on their way to submission servers: written down before anything leaves, so that whatever happens it is known what may have been sent.
/// Throws <see cref="Errors.StoreUnavailableException"/> while the store is away.
/// </summary>
public interface IOutbox
{
    /// <summary>What was submitted under this key; null: nothing, or it is certain that it was not sent.</summary>
    Task<KeyedSubmission?> FindAsync(AccountId account, IdempotencyKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the message down. With a mandate (<see cref="SubmissionPlan.IsQueued"/>) the outbox sends it from here on; without one it is the caller's to
    /// pass on to <see cref="SendAsync"/>. Its source stays the caller's.
    /// </summary>
    /// <returns>Null: meanwhile something else was submitted under the plan's key.</returns>
    /// <exception cref="Errors.BusyException">Too much of the account's waits.</exception>
    Task<OutboxEntry?> AddAsync(Account account, ComposedMessage message, SubmissionPlan plan, CancellationToken cancellationToken);

    /// <summary>
    /// Hands a message that was added without a mandate to the submission server, and does what follows a sent message. The message's source is the
    /// outbox's from here on. The token gives up what the server cannot have taken yet.
    /// </summary>
    /// <returns>The entry of the sent message.</returns>
    /// <exception cref="SubmissionFailedException">It was not sent, or it is not known whether it was.</exception>
    /// <exception cref="SubmissionPendingException">The token was cancelled when the server might already have taken the message.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled in time: nothing was sent.</exception>
    Task<OutboxEntry> SendAsync(Account account, OutboxEntry entry, ComposedMessage message, CancellationToken cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="account">Null: of all accounts.</param>
    /// <param name="state">Null: in any state.</param>
    Task<OutboxPage> ListAsync(AccountId? account, OutboxState? state, PageRequest page, CancellationToken cancellationToken);

    Task<OutboxEntry?> FindAsync(QueueId id, CancellationToken cancellationToken);

    /// <summary>Takes back what waits.</summary>
    /// <returns>The entry as it is afterwards, in whichever state; null: there is none.</returns>
    Task<OutboxEntry?> CancelAsync(QueueId id, CancellationToken cancellationToken);
}
