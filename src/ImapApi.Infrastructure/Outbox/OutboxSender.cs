using System.Collections.Concurrent;
using System.Text.Json;
using ImapApi.Application.Errors;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Cluster;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Runs the attempts: hands the message over, writes down each step before the one after it, and sees to what follows.</summary>
internal sealed partial class OutboxSender(
    IMailTransport transport, OutboxRepository repository, OutboxRecorder recorder, OutboxEffects effects, OutboxTimers timers, IOptions<OutboxOptions> options, TimeProvider time,
    ILogger<OutboxSender> logger) : IDisposable
{
    private const string StoppedWords = "The server was stopped before the message was handed over; it was not sent.";

    private readonly ConcurrentDictionary<QueueId, OutboxAttempt> _running = new();
    private readonly CancellationTokenSource _giveUp = new();
    private readonly RetrySchedule _schedule = options.Value.Retries;
    private volatile bool _isStopping;

    public bool IsRunning(QueueId id) => _running.ContainsKey(id);

    /// <param name="stored">Under way, in the ownership's name.</param>
    /// <param name="message">Its source is the attempt's from here on.</param>
    public OutboxAttempt Start(Account account, StoredEntry stored, ComposedMessage message, OwnershipEpoch owner)
    {
        var attempt = new OutboxAttempt(account, stored, message, owner);
        _running[attempt.Id] = attempt;
        if (_isStopping)
            attempt.Abort();
        attempt.Ended = Task.Run(() => RunAsync(attempt));
        return attempt;
    }

    /// <summary>Gives up what the servers cannot have yet, and waits for the others.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        foreach (var attempt in _running.Values)
            attempt.Abort();
        await Task.WhenAll(_running.Values.Select(attempt => attempt.Ended)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _giveUp.CancelAsync();
    }

    public void Dispose() => _giveUp.Dispose();

    private async Task RunAsync(OutboxAttempt attempt)
    {
        try
        {
            await using var source = attempt.Message.Source;
            var after = await HandOverAsync(attempt);
            var isDone = after is not { Entry: { State: OutboxState.Sent, AwaitsEffects: true } } || await effects.CompleteAsync(attempt.Account, after, source, isFirst: true, _giveUp.Token);
            _running.TryRemove(attempt.Id, out _);
            if (!isDone)
                timers.AddEffects(after!.Entry, round: 1);
            else if (after is not null)
                timers.Note(after.Entry);
        }
#pragma warning disable CA1031 // Nobody awaits the attempt but to see it end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogDefect(logger, exception, attempt.Id);
            attempt.Fail(exception);
        }
        finally
        {
            _running.TryRemove(attempt.Id, out _);
            attempt.Settle();
            attempt.Dispose();
        }
    }

    /// <returns>The entry after the outcome; null: it is another's to say what becomes of it.</returns>
    private async Task<StoredEntry?> HandOverAsync(OutboxAttempt attempt)
    {
        try
        {
            var receipt = await transport.SubmitAsync(attempt.Account, attempt.Message, _ => CommitAsync(attempt), attempt.Aborted);
            return await AcceptAsync(attempt, receipt);
        }
        catch (SubmissionFailedException failed)
        {
            failed.Queue = attempt.Id;
            return await FailAsync(attempt, entry => StepOf(entry, attempt, failed), failed);
        }
        catch (OwnershipLostException lost)
        {
            // Its entry is the new owner's, who knows that nothing was sent.
            attempt.Fail(lost);
            return null;
        }
        catch (OperationCanceledException given) when (attempt.Aborted.IsCancellationRequested && !attempt.IsCommitted)
        {
            return await FailAsync(attempt, entry => entry.Owner == attempt.Owner.Counter ? entry.Interrupt(time.GetUtcNow(), Reason(), Reason()) : null, _isStopping ? Stopped(attempt, given) : given);
        }
#pragma warning disable CA1031 // Whatever it was, it must be told whether the message may have left.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (exception is not ImapApiException)
                LogDefect(logger, exception, attempt.Id);
            var error = new SubmissionError((exception as ImapApiException)?.Code ?? "InternalError", exception.Message, ServerResponse: (exception as ImapApiException)?.ServerResponse);
            return await FailAsync(attempt, entry => attempt.IsCommitted
                ? entry.Doubt(attempt.Owner.Counter, time.GetUtcNow(), error, [])
                : entry.Defer(attempt.Owner.Counter, time.GetUtcNow(), error, [], _schedule), exception);
        }
    }

    private async Task CommitAsync(OutboxAttempt attempt)
    {
        attempt.BeginCommit();
        attempt.Stored = await repository.UpdateAsync(attempt.Stored, entry => entry.Commit(attempt.Owner.Counter), attempt.Owner, isDurable: true, CancellationToken.None)
            ?? throw new OwnershipLostException(attempt.Account.Id);
        attempt.IsCommitted = true;
    }

    private async Task<StoredEntry?> AcceptAsync(OutboxAttempt attempt, SubmissionReceipt receipt)
    {
        var stored = await recorder.RecordAsync(attempt.Stored, Step, TellAway, _giveUp.Token);
        Tell(stored?.Entry ?? attempt.Stored.Entry);
        // Another who found it in the Sent mailbox sees to the rest.
        return stored?.Entry.Response == receipt.Response ? stored : null;

        OutboxEntry? Step(OutboxEntry entry) => entry.Accept(
            attempt.Owner.Counter, time.GetUtcNow(), receipt.Response, [.. receipt.Rejected.Select(refusal => new RefusedRecipient(refusal.Address, refusal.Reply.ToString()))], receipt.Conversation);

        void Tell(OutboxEntry entry) => attempt.Succeed(entry.State == OutboxState.Sent ? entry : Step(entry) ?? entry);

        void TellAway()
        {
            Tell(attempt.Stored.Entry);
            attempt.Settle();
        }
    }

    private async Task<StoredEntry?> FailAsync(OutboxAttempt attempt, Func<OutboxEntry, OutboxEntry?> step, Exception exception)
    {
        var stored = await recorder.RecordAsync(attempt.Stored, step, () => attempt.Fail(exception), _giveUp.Token);
        attempt.Fail(exception);
        return stored;
    }

    private OutboxEntry? StepOf(OutboxEntry entry, OutboxAttempt attempt, SubmissionFailedException failed)
    {
        var (owner, now) = (attempt.Owner.Counter, time.GetUtcNow());
        var error = new SubmissionError(failed.Code, failed.Message, JsonNamingPolicy.CamelCase.ConvertName(failed.Stage.ToString()), failed.ServerResponse);
        return failed.Certainty switch
        {
            SubmissionCertainty.Permanent => entry.Reject(owner, now, error, failed.Conversation),
            SubmissionCertainty.Temporary => entry.Defer(owner, now, error, failed.Conversation, _schedule),
            _ => entry.Doubt(owner, now, error, failed.Conversation),
        };
    }

    private static SubmissionFailedException Stopped(OutboxAttempt attempt, Exception given) =>
        new("SMTPUnavailable", StoppedWords, SubmissionCertainty.Temporary, SmtpStage.Connect, reply: null, [], [], given) { Queue = attempt.Id };

    private SubmissionError Reason() => _isStopping
        ? new SubmissionError("Interrupted", StoppedWords)
        : new SubmissionError("Timeout", "The caller's time was up, or it went away, before the message was handed over; it was not sent.");

    [LoggerMessage(Level = LogLevel.Error, Message = "the submission of message {Queue} failed")]
    private static partial void LogDefect(ILogger logger, Exception exception, QueueId queue);
}
