using ImapApi.Application.Submissions;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.TestKit.Outbox;

namespace ImapApi.TestKit.Contracts;

/// <summary>Every state of the outbox, and every way from one to another.</summary>
public abstract class OutboxStatesContract(string redis) : OutboxContract(redis)
{
    private static readonly MessageReference Reference = new(new MessageId(new Domain.Mailboxes.MailboxNumber(1), new Uid(7)), ReferenceAction.Reply);

    [Fact]
    public async Task Each_step_is_written_down_before_the_one_after_it()
    {
        var states = new List<OutboxState>();
        Transport.Before = async _ => states.Add((await Bench.ReadLastAsync()).State);
        Transport.Answer = async () =>
        {
            states.Add((await Bench.ReadLastAsync()).State);
            return ScriptedTransport.Accepted;
        };

        var sent = await Bench.SubmitAsync(reference: Reference);

        states.ShouldBe([OutboxState.Sending, OutboxState.Committing]);
        sent.State.ShouldBe(OutboxState.Sent);
        sent.Response.ShouldBe(ScriptedTransport.Accepted.Response);
        var entry = await Bench.ReadAsync(sent.Id);
        (entry.State, entry.Flag, entry.SentMailbox?.Value, entry.AwaitsEffects).ShouldBe((OutboxState.Sent, @"\Answered", "Sent", false));
        entry.Attempts.ShouldHaveSingleItem().Conversation.ShouldBe(ScriptedTransport.Accepted.Conversation);
        Bench.Effects.Calls.ShouldBe([(Reference, true)]);
        (await Bench.EventsAsync()).ShouldBe([EventType.MessageSent]);
    }

    [Theory]
    [InlineData(SubmissionCertainty.Permanent, OutboxState.Rejected, EventType.MessageFailed)]
    [InlineData(SubmissionCertainty.Temporary, OutboxState.Failed, EventType.MessageFailed)]
    [InlineData(SubmissionCertainty.Unknown, OutboxState.Unknown, EventType.MessageDeliveryError)]
    public async Task What_was_not_accepted_within_the_request_is_told_and_not_tried_again(SubmissionCertainty certainty, OutboxState state, EventType type)
    {
        Transport.Answer = () => Fail(certainty);

        var failure = await Should.ThrowAsync<SubmissionFailedException>(() => Bench.SubmitAsync());

        var entry = await Bench.ReadAsync(failure.Queue.ShouldNotBeNull());
        entry.State.ShouldBe(state);
        entry.LastError.ShouldNotBeNull().Code.ShouldBe(failure.Code);
        entry.Attempts.ShouldHaveSingleItem().Conversation.ShouldBe(failure.Conversation);
        entry.NextAttempt.ShouldBeNull();
        Bench.Time.Advance(TimeSpan.FromDays(1));
        await Bench.PassUntilAsync(entry.Id, now => !now.IsOpen, TimeSpan.FromHours(1));
        Transport.Attempts.Count.ShouldBe(1);
        Bench.Effects.Calls.ShouldBeEmpty();
        (await Bench.EventsAsync()).ShouldBe([type]);
    }

    [Fact]
    public async Task What_is_queued_is_tried_again_on_the_schedule()
    {
        var times = new List<DateTimeOffset>();
        Transport.Before = _ =>
        {
            times.Add(Bench.Time.GetUtcNow());
            return times.Count < 3 ? Task.FromException(ScriptedTransport.Failure(SubmissionCertainty.Temporary)) : Task.CompletedTask;
        };
        var start = Bench.Time.GetUtcNow();

        var entry = await Bench.AddAsync();
        entry.State.ShouldBe(OutboxState.Queued);
        var sent = await Bench.PassUntilAsync(entry.Id, OutboxState.Sent);

        var waits = times.Select(time => (time - start).TotalSeconds).ToArray();
        (waits[1] - waits[0]).ShouldBeGreaterThanOrEqualTo(30);
        (waits[2] - waits[1]).ShouldBeGreaterThanOrEqualTo(120);
        sent.Attempts.Count.ShouldBe(3);
        sent.Attempts[0].Error.ShouldNotBeNull().ServerResponse.ShouldBe("451 4.3.0 try again later");
        (await Bench.EventsAsync()).ShouldBe([EventType.MessageDeliveryError, EventType.MessageDeliveryError, EventType.MessageSent]);
    }

    [Fact]
    public async Task When_the_schedule_is_exhausted_it_fails()
    {
        Transport.Answer = () => Fail(SubmissionCertainty.Temporary);

        var entry = await Bench.AddAsync();
        var failed = await Bench.PassUntilAsync(entry.Id, OutboxState.Failed);

        failed.Failures.ShouldBe(3);
        failed.NextAttempt.ShouldBeNull();
        (await Bench.EventsAsync()).ShouldBe([EventType.MessageDeliveryError, EventType.MessageDeliveryError, EventType.MessageFailed]);
    }

    [Fact]
    public async Task A_refusal_for_good_ends_what_is_queued_at_once()
    {
        Transport.Before = _ => throw ScriptedTransport.Failure(SubmissionCertainty.Permanent);

        var entry = await Bench.AddAsync();

        (await UntilAsync(entry.Id, OutboxState.Rejected)).Attempts.Count.ShouldBe(1);
        (await Bench.EventsAsync()).ShouldBe([EventType.MessageFailed]);
    }

    [Fact]
    public async Task Scheduled_mail_leaves_at_its_time()
    {
        var due = Bench.Time.GetUtcNow().AddHours(3);
        DateTimeOffset? left = null;
        Transport.Before = _ =>
        {
            left = Bench.Time.GetUtcNow();
            return Task.CompletedTask;
        };

        var entry = await Bench.AddAsync(due);

        (entry.State, entry.NextAttempt).ShouldBe((OutboxState.Scheduled, due));
        await Bench.PassUntilAsync(entry.Id, _ => Bench.Time.GetUtcNow() >= due.AddSeconds(-2), TimeSpan.FromMinutes(1));
        if (Bench.Time.GetUtcNow() < due)
            Transport.Attempts.ShouldBeEmpty();
        await Bench.PassUntilAsync(entry.Id, OutboxState.Sent);
        left.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(due);
    }

    [Fact]
    public async Task A_time_in_the_past_means_now()
    {
        var entry = await Bench.AddAsync(Bench.Time.GetUtcNow().AddDays(-1));

        entry.State.ShouldBe(OutboxState.Queued);
        await UntilAsync(entry.Id, OutboxState.Sent);
    }

    [Fact]
    public async Task What_waits_can_be_cancelled_and_is_never_sent()
    {
        var due = Bench.Time.GetUtcNow().AddMinutes(1);
        var entry = await Bench.AddAsync(due);

        (await Bench.Outbox.CancelAsync(entry.Id, Token))!.State.ShouldBe(OutboxState.Cancelled);
        (await Bench.Outbox.CancelAsync(entry.Id, Token))!.State.ShouldBe(OutboxState.Cancelled);
        Bench.Time.Advance(TimeSpan.FromMinutes(2));
        var other = await Bench.AddAsync(message: OutboxBench.Compose("<two@example.com>"));
        await UntilAsync(other.Id, OutboxState.Sent);

        Transport.Attempts.ShouldBe(["<two@example.com>"]);
        (await Bench.Outbox.CancelAsync(other.Id, Token))!.State.ShouldBe(OutboxState.Sent);
        (await Bench.Outbox.CancelAsync(QueueId.Create(Bench.Time.GetUtcNow(), 1, 1), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_gives_up_in_time_knows_that_nothing_was_sent()
    {
        Transport.Before = stop => Task.Delay(Timeout.Infinite, stop);
        using var patience = new CancellationTokenSource();
        var submitting = Bench.SubmitAsync(cancellationToken: patience.Token);
        await AttemptedAsync();

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => submitting);
        var entry = await Bench.ReadLastAsync();
        (entry.State, entry.LastError?.Code).ShouldBe((OutboxState.Failed, "Timeout"));
        Transport.Committed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_gives_up_too_late_is_told_where_to_ask()
    {
        var answer = new TaskCompletionSource<SubmissionReceipt>();
        Transport.Answer = () => answer.Task;
        using var patience = new CancellationTokenSource();
        var submitting = Bench.SubmitAsync(cancellationToken: patience.Token);
        await CommittedAsync();

        await patience.CancelAsync();

        var pending = await Should.ThrowAsync<SubmissionPendingException>(() => submitting);
        (await Bench.ReadAsync(pending.Queue)).State.ShouldBe(OutboxState.Committing);
        answer.SetResult(ScriptedTransport.Accepted);
        await UntilAsync(pending.Queue, OutboxState.Sent);
    }

    [Fact]
    public async Task An_unknown_message_that_is_in_the_Sent_mailbox_was_sent()
    {
        Transport.Answer = () => Fail(SubmissionCertainty.Unknown);
        var failure = await Should.ThrowAsync<SubmissionFailedException>(() => Bench.SubmitAsync(reference: Reference));
        var copy = new MessageId(new Domain.Mailboxes.MailboxNumber(2), new Uid(9));
        Bench.Sent.Copy = copy;

        var entry = await Bench.PassUntilAsync(failure.Queue!.Value, OutboxState.Sent);

        (entry.SentCopy, entry.Flag).ShouldBe((copy, @"\Answered"));
        Bench.Effects.Calls.ShouldBe([(Reference, false)]);
        (await Bench.EventsAsync()).ShouldBe([EventType.MessageDeliveryError, EventType.MessageSent]);
    }

    [Fact]
    public async Task An_unknown_message_that_is_nowhere_stays_unknown()
    {
        Transport.Answer = () => Fail(SubmissionCertainty.Unknown);
        var failure = await Should.ThrowAsync<SubmissionFailedException>(() => Bench.SubmitAsync());

        var entry = await Bench.PassUntilAsync(failure.Queue!.Value, entry => entry.IsSettled, TimeSpan.FromMinutes(1));

        (entry.State, entry.IsOpen).ShouldBe((OutboxState.Unknown, false));
        Bench.Sent.Looks.ShouldBeGreaterThan(3);
        Transport.Attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_defect_before_the_end_is_a_failure_and_after_it_is_doubt()
    {
        Transport.Before = _ => throw new InvalidOperationException("a defect");
        await Should.ThrowAsync<InvalidOperationException>(() => Bench.SubmitAsync());
        (await Bench.ReadLastAsync()).State.ShouldBe(OutboxState.Failed);

        Transport.Before = _ => Task.CompletedTask;
        Transport.Answer = () => throw new InvalidOperationException("another");
        Bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        await Should.ThrowAsync<InvalidOperationException>(() => Bench.SubmitAsync());
        (await Bench.ReadLastAsync()).State.ShouldBe(OutboxState.Unknown);
    }
}
