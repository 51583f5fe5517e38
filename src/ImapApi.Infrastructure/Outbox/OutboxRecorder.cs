using ImapApi.Application.Errors;
using ImapApi.Domain.Submissions;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Writes down what has happened, however long the store is away: it cannot be undone, and must not be forgotten while the process lives.</summary>
internal sealed partial class OutboxRecorder(OutboxRepository repository, TimeProvider time, ILogger<OutboxRecorder> logger)
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(1);

    /// <param name="away">Called when it cannot be written at once.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The entry as it is now; null: it is gone, or was given up.</returns>
    public async Task<StoredEntry?> RecordAsync(StoredEntry stored, Func<OutboxEntry, OutboxEntry?> step, Action? away, CancellationToken stop)
    {
        var known = stored;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                known ??= await repository.FindAsync(stored.Entry.Account, stored.Entry.Id, CancellationToken.None);
                if (known is null)
                    return null;
                return await repository.UpdateAsync(known, step, owner: null, isDurable: false, CancellationToken.None)
                    // It was done already, by the batch whose outcome the store did not tell, or by another who knew.
                    ?? await repository.FindAsync(stored.Entry.Account, stored.Entry.Id, CancellationToken.None);
            }
            catch (StoreUnavailableException exception)
            {
                LogAway(logger, stored.Entry.Id, exception.Message);
                away?.Invoke();
                known = null;
                await Task.Delay(StoreRetry, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "what became of message {Queue} is not written down yet: {Reason}")]
    private static partial void LogAway(ILogger logger, QueueId queue, string reason);
}
