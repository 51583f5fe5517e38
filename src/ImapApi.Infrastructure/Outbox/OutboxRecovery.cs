using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Cluster;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Takes up what a former owner left: what it was sending is sent again only where that cannot send it twice.</summary>
internal sealed partial class OutboxRecovery(OutboxRepository repository, OwnedAccounts owned, OutboxSender sender, OutboxTimers timers, OutboxLoad load, TimeProvider time, ILogger<OutboxRecovery> logger)
{
    private static readonly SubmissionError NotSent = new("Interrupted", "The server ended before the message was handed over; it was not sent.");
    private static readonly SubmissionError PerhapsSent = new(
        "SubmissionUnknown",
        "The server ended while the SMTP server was taking the message: it may have been sent. Look for it in the Sent mailbox or ask a recipient before you send it again.",
        "commit");

    public async Task RecoverAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        foreach (var partition in accounts.GroupBy(repository.PartitionOf))
        {
            var wanted = partition.ToHashSet();
            var open = (await repository.ListIndexAsync(partition.Key, withDone: false, cancellationToken)).Where(entry => wanted.Contains(entry.Account)).ToList();
            foreach (var stored in await repository.ReadAsync(open, cancellationToken))
                await RecoverAsync(stored, cancellationToken);
        }
    }

    private async Task RecoverAsync(StoredEntry stored, CancellationToken cancellationToken)
    {
        if (owned.Find(stored.Entry.Account) is not { } epoch)
            return;
        try
        {
            if (await repository.UpdateAsync(stored, entry => entry.IsUnderWay && entry.Owner != epoch.Counter ? entry.Interrupt(time.GetUtcNow(), NotSent, PerhapsSent) : null, epoch, isDurable: false, cancellationToken) is { } after)
            {
                stored = after;
                LogTakenUp(logger, stored.Entry.Account, stored.Entry.Id, stored.Entry.State);
            }
        }
        catch (OwnershipLostException)
        {
            owned.Lose(stored.Entry.Account);
            return;
        }

        load.Note(stored.Entry);
        if (sender.IsRunning(stored.Entry.Id))
            return;
        timers.Note(stored.Entry);
        if (stored.Entry.AwaitsEffects)
            timers.AddEffects(stored.Entry, round: 0);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "message {Queue} of account {Account} was under way when the server ended; it is {State} now")]
    private static partial void LogTakenUp(ILogger logger, AccountId account, QueueId queue, OutboxState state);
}
