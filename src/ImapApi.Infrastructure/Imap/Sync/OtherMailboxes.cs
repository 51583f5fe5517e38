using ImapApi.Application.Errors;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Imap.Operations;
using ImapApi.Infrastructure.Imap.Workers;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Imap.Sync;

/// <summary>Looks at mailboxes that are not watched, one after the other, on the command connection.</summary>
/// <param name="run">Runs an operation at the account's worker.</param>
internal sealed partial class OtherMailboxes(ChangePublisher publisher, Func<MailboxSynchronizer> synchronizer, Func<IImapOperation<bool>, Task> run, TimeProvider time, ILogger logger)
{
    /// <summary>A mailbox that is listed and cannot be opened is tried again only after this, or when the server says something else of it.</summary>
    private static readonly TimeSpan RefusalRest = TimeSpan.FromHours(6);

    /// <summary>After a failure that says nothing about the mailbox: a full queue, a connection that was lost.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private const int MostTries = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<MailboxPath, int> _failures = [];
    private readonly OrderedDictionary<MailboxPath, MailboxDescription> _waiting = [];
    private readonly Dictionary<MailboxPath, (MailboxState? State, long At)> _refused = [];
    private bool _isRunning;
    private int _listed;

    /// <param name="listed">How many mailboxes there are in all.</param>
    public void Look(IReadOnlyList<MailboxDescription> mailboxes, int listed, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _listed = listed;
            foreach (var mailbox in mailboxes)
            {
                if (!_refused.TryGetValue(mailbox.Path, out var refusal) || refusal.State != mailbox.State || time.GetElapsedTime(refusal.At) > RefusalRest)
                    _waiting[mailbox.Path] = mailbox;
            }

            if (_isRunning)
                return;
            _isRunning = true;
        }

        _ = Task.Run(() => RunAsync(cancellationToken), CancellationToken.None);
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var isComplete = true;
        while (Next(cancellationToken) is { } mailbox)
        {
            try
            {
                await run(new SyncMailbox(mailbox, synchronizer()));
                _failures.Remove(mailbox.Path);
            }
            catch (NotFoundException) when (!IsGhost(mailbox))
            {
                NoteRefusal(mailbox);
            }
#pragma warning disable CA1031 // What one mailbox costs must not keep the others from being looked at; the next poll finds it again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogNotLooked(logger, mailbox.Path.Value, exception.Message);
                if (!await AgainAsync(mailbox, cancellationToken))
                    isComplete &= exception is NotFoundException && await BuryAsync(mailbox, cancellationToken);
            }
        }

        if (isComplete && !cancellationToken.IsCancellationRequested)
            await InitializedAsync(cancellationToken);
    }

    /// <summary>It is listed, but its status is not told: Dovecot's list index may go on showing a mailbox that was renamed or deleted.</summary>
    private bool IsGhost(MailboxDescription mailbox) => mailbox.State is null && publisher.Find(mailbox.Path) is not null;

    /// <summary>Refused again and again: it is gone, listed or not.</summary>
    private async Task<bool> BuryAsync(MailboxDescription mailbox, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || publisher.Find(mailbox.Path) is not { } known)
            return false;
        NoteRefusal(mailbox);
        return await TryWriteAsync(() => publisher.ForgetAsync(known, cancellationToken));
    }

    /// <returns>False when it was tried often enough for now: the next poll finds it again.</returns>
    private async Task<bool> AgainAsync(MailboxDescription mailbox, CancellationToken cancellationToken)
    {
        var failures = _failures.GetValueOrDefault(mailbox.Path) + 1;
        _failures[mailbox.Path] = failures % MostTries;
        if (failures == MostTries || cancellationToken.IsCancellationRequested)
            return false;
        await Task.Delay(Rest, time, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        lock (_lock)
            _waiting.TryAdd(mailbox.Path, mailbox);
        return true;
    }

    /// <summary>All mailboxes were seen once: from here on everything is told.</summary>
    private Task<bool> InitializedAsync(CancellationToken cancellationToken) => TryWriteAsync(() => publisher.ReportAsync(
        progress => (progress with { IsInitialized = true }, progress.IsInitialized ? null : new Change.AccountInitialized(_listed)), cancellationToken));

    private async Task<bool> TryWriteAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException or OwnershipLostException)
        {
            LogNotLooked(logger, "*", exception.Message);
            return false;
        }
    }

    private MailboxDescription? Next(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 && !cancellationToken.IsCancellationRequested)
            {
                var (_, mailbox) = _waiting.GetAt(0);
                _waiting.RemoveAt(0);
                return mailbox;
            }

            _waiting.Clear();
            _isRunning = false;
            return null;
        }
    }

    private void NoteRefusal(MailboxDescription mailbox)
    {
        lock (_lock)
            _refused[mailbox.Path] = (mailbox.State, time.GetTimestamp());
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "mailbox {Mailbox} could not be looked at now: {Reason}")]
    private static partial void LogNotLooked(ILogger logger, string mailbox, string reason);
}
