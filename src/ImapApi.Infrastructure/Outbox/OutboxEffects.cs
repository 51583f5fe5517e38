using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.MailServers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>
/// Sees to what follows a sent message, and writes down what came of it. It never fails: the mail has left. What the mail server cannot be told now waits, for
/// as long as <see cref="Lasts"/>; what it refused does not.
/// </summary>
internal sealed partial class OutboxEffects(
    IAfterSubmission after, ISentMail sent, OutboxRecorder recorder, OutboxLoad load, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxEffects> logger)
{
    /// <summary>After the message left.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(2);

    /// <param name="message">Its bytes; null where they are gone.</param>
    /// <param name="isFirst">Nobody can have begun before.</param>
    /// <param name="stop">Gives up writing it down.</param>
    /// <returns>False: it is to be tried again.</returns>
    public async Task<bool> CompleteAsync(Account account, StoredEntry stored, IMessageSource? message, bool isFirst, CancellationToken stop)
    {
        var entry = stored.Entry;
        var done = await TryAsync(account, entry, message, isFirst, stop);
        if (done.MayPass && MayWait(entry))
        {
            await recorder.RecordAsync(stored, known => known.Postpone(done.Flag, done.SentMailbox, done.SentCopy, done.Failures), away: null, stop);
            return false;
        }

        if (done.MayPass)
            LogGivenUp(logger, entry.Id, account.Id, string.Join(' ', done.Failures));
        await recorder.RecordAsync(stored, known => known.Complete(done.Flag, done.SentMailbox, done.SentCopy, done.Failures), away: null, stop);
        return true;
    }

    private async Task<AfterSubmission> TryAsync(Account account, OutboxEntry entry, IMessageSource? message, bool isFirst, CancellationToken stop)
    {
        var mustFile = entry is { SentMailbox: null, SentCopy: null } && account.Imap is not null;
        var (copy, failure) = mustFile && !isFirst ? await LookAsync(entry, stop) : (null, null);
        mustFile &= copy is null && failure is null;
        var done = await after.CompleteAsync(account, entry.Flag is null ? entry.Reference : null, mustFile ? message : null, stop);
        List<string> failures = [.. done.Failures];
        if (failure is not null)
            failures.Add($"No copy was filed in the Sent mailbox: {failure.Message}");
        else if (mustFile && message is null)
            failures.Add("No copy was filed in the Sent mailbox: the message is not kept any more.");
        return done with { SentCopy = done.SentCopy ?? copy, Failures = failures, MayPass = done.MayPass || (failure is not null && MailServerErrors.MayPass(failure)) };
    }

    /// <summary>The copy, if it is there; or why that cannot be told, for then none is filed: it could be the second one.</summary>
    private async Task<(MessageId? Copy, Exception? Failure)> LookAsync(OutboxEntry entry, CancellationToken stop)
    {
        try
        {
            return (await sent.FindAsync(entry, stop), null);
        }
        catch (Exception exception) when (exception is ImapApiException or OperationCanceledException)
        {
            return (null, exception);
        }
    }

    /// <summary>Their bytes are kept meanwhile: not of more than may wait to be sent.</summary>
    private bool MayWait(OutboxEntry entry)
    {
        var (count, bytes) = load.Sent(entry.Account);
        return time.GetUtcNow() - (entry.Finished ?? entry.Created) < Lasts && count <= options.Value.Waiting && (count == 1 || bytes <= options.Value.WaitingBytes);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "message {Queue} of account {Account} was sent, and what follows is not tried any more: {Failures}")]
    private static partial void LogGivenUp(ILogger logger, QueueId queue, AccountId account, string failures);
}
