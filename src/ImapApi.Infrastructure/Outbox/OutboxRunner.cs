using System.Collections.Concurrent;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Cluster;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Does what is due for the entries, so many of one account at the same time.</summary>
internal sealed partial class OutboxRunner(
    OwnedAccounts owned, IAccountStore accounts, OutboxRepository repository, OutboxBodies bodies, OutboxSender sender, OutboxEffects effects, OutboxTimers timers, OutboxLoad load, ISentMail sent,
    IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxRunner> logger)
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(2);

    /// <summary>Mail servers may take a while to file what was submitted to them.</summary>
    private static readonly TimeSpan[] Looks = [TimeSpan.FromSeconds(25), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    private readonly ConcurrentDictionary<AccountId, SemaphoreSlim> _places = new();

    /// <summary>A mail server that is away keeps no message from being sent.</summary>
    private readonly ConcurrentDictionary<AccountId, SemaphoreSlim> _effectsPlaces = new();

    public void Start(OutboxTask task, CancellationToken stop) => _ = Task.Run(() => RunAsync(task, stop), CancellationToken.None);

    /// <summary>The account is not this process's any more.</summary>
    public void Forget(AccountId account)
    {
        _places.TryRemove(account, out _);
        _effectsPlaces.TryRemove(account, out _);
    }

    private async Task RunAsync(OutboxTask task, CancellationToken stop)
    {
        var place = task.Kind == OutboxTask.What.Effects
            ? _effectsPlaces.GetOrAdd(task.Account, _ => new SemaphoreSlim(1))
            : _places.GetOrAdd(task.Account, _ => new SemaphoreSlim(options.Value.Concurrency));
        try
        {
            await place.WaitAsync(stop);
            try
            {
                await DoAsync(task, stop);
            }
            finally
            {
                place.Release();
            }
        }
        catch (StoreUnavailableException)
        {
            timers.Add(task, time.GetUtcNow() + StoreRetry);
        }
        catch (OwnershipLostException)
        {
            // The new owner does it.
            owned.Lose(task.Account);
        }
        catch (OperationCanceledException)
        {
            // After the next start.
        }
#pragma warning disable CA1031 // One entry that cannot be served must not keep the others waiting.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDefect(logger, exception, task.Id);
        }
    }

    private async Task DoAsync(OutboxTask task, CancellationToken stop)
    {
        // The account is handed over only when this has ended.
        using var visit = owned.TryEnter(task.Account);
        if (visit is null
            || owned.Find(task.Account) is not { } epoch
            || sender.IsRunning(task.Id)
            || await repository.FindAsync(task.Account, task.Id, stop) is not { } stored
            || await accounts.FindAsync(task.Account, stop) is not { } account)
            return;
        // Another node may have cancelled it.
        load.Note(stored.Entry);
        await (task.Kind switch
        {
            OutboxTask.What.Send => SendAsync(account, stored, epoch, stop),
            OutboxTask.What.Look => LookAsync(account, stored, epoch, task, stop),
            OutboxTask.What.Effects => CompleteAsync(account, stored, task.Round, stop),
            _ => ReclaimAsync(stored, epoch, stop),
        });
    }

    private async Task SendAsync(Account account, StoredEntry stored, OwnershipEpoch epoch, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (stored.Entry is { IsWaiting: true, NextAttempt: { } due } && due > now)
            return;
        // One that is under way in our name although nobody runs it was begun by a batch whose outcome the store did not tell.
        var isBegun = stored.Entry is { State: OutboxState.Sending, IsQueued: true } && stored.Entry.Owner == epoch.Counter;
        var begun = isBegun ? stored : await repository.UpdateAsync(stored, entry => entry.Begin(epoch.Counter, now), epoch, isDurable: false, stop);
        if (begun is null)
            return;
        var entry = begun.Entry;
        if (await bodies.OpenAsync(entry, stop) is not { } source)
        {
            var gone = new SubmissionError("BodyLost", "The message's content is not in the store any more; it was not sent.");
            await repository.UpdateAsync(begun, known => known.Defer(epoch.Counter, now, gone, [], RetrySchedule.None), epoch, isDurable: false, stop);
            return;
        }

        await sender.Start(account, begun, new ComposedMessage(entry.MessageId, entry.Subject, entry.Envelope, entry.Dsn, source), epoch).Ended;
    }

    private async Task LookAsync(Account account, StoredEntry stored, OwnershipEpoch epoch, OutboxTask task, CancellationToken stop)
    {
        if (stored.Entry is not { State: OutboxState.Unknown, IsSettled: false })
            return;
        if (await FindCopyAsync(stored.Entry, stop) is { } copy)
        {
            if (await repository.UpdateAsync(stored, entry => entry.Find(time.GetUtcNow(), copy), epoch, isDurable: false, stop) is { Entry.AwaitsEffects: true } found)
                timers.AddEffects(found.Entry, round: 0);
        }
        else if (task.Round < Looks.Length)
        {
            timers.Add(task with { Round = task.Round + 1 }, time.GetUtcNow() + Looks[task.Round]);
        }
        else
        {
            await repository.UpdateAsync(stored, entry => entry.Settle(), epoch, isDurable: false, stop);
        }
    }

    /// <returns>Null also when that cannot be told now.</returns>
    private async Task<MessageId?> FindCopyAsync(OutboxEntry entry, CancellationToken stop)
    {
        try
        {
            return await sent.FindAsync(entry, stop);
        }
        catch (ImapApiException exception) when (exception is not (StoreUnavailableException or OwnershipLostException))
        {
            return null;
        }
    }

    private async Task CompleteAsync(Account account, StoredEntry stored, int round, CancellationToken stop)
    {
        if (!stored.Entry.AwaitsEffects)
            return;
        var source = await bodies.OpenAsync(stored.Entry, stop);
        try
        {
            if (!await effects.CompleteAsync(account, stored, source, isFirst: false, stop))
                timers.AddEffects(stored.Entry, round + 1);
        }
        finally
        {
            if (source is not null)
                await source.DisposeAsync();
        }
    }

    /// <summary>Its caller was told that nothing came of it: so nothing does.</summary>
    private Task<StoredEntry?> ReclaimAsync(StoredEntry stored, OwnershipEpoch epoch, CancellationToken stop)
    {
        var lost = new SubmissionError("StoreUnavailable", "The store failed while the message was written down; it was not sent.");
        return repository.UpdateAsync(
            stored,
            entry => entry.Cancel(time.GetUtcNow()) ?? (entry.State == OutboxState.Sending && !entry.IsQueued && entry.Owner == epoch.Counter ? entry.Interrupt(time.GetUtcNow(), lost, lost) : null),
            epoch,
            isDurable: false,
            stop);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "the outbox could not serve message {Queue}")]
    private static partial void LogDefect(ILogger logger, Exception exception, QueueId queue);
}
