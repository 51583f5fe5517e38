using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.UnitTests.Domain.Submissions;

public sealed class OutboxEntryTests
{
    private const long Owner = 7;

    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SubmissionError Error = new("SMTPUnavailable", "Later.");
    private static readonly RetrySchedule Schedule = new([TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)]);

    /// <summary>Every step there is, by name.</summary>
    private static readonly Dictionary<string, Func<OutboxEntry, OutboxEntry?>> Steps = new()
    {
        ["begin"] = entry => entry.Begin(Owner, Now),
        ["commit"] = entry => entry.Commit(Owner),
        ["accept"] = entry => entry.Accept(Owner, Now, "250 ok", [], []),
        ["reject"] = entry => entry.Reject(Owner, Now, Error, []),
        ["defer"] = entry => entry.Defer(Owner, Now, Error, [], Schedule),
        ["doubt"] = entry => entry.Doubt(Owner, Now, Error, []),
        ["interrupt"] = entry => entry.Interrupt(Now, Error, Error),
        ["cancel"] = entry => entry.Cancel(Now),
        ["find"] = entry => entry.Find(Now, new MessageId(new ImapApi.Domain.Mailboxes.MailboxNumber(1), new Uid(1))),
        ["settle"] = entry => entry.Settle(),
    };

    [Theory]
    [InlineData(OutboxState.Scheduled, "begin>Sending cancel>Cancelled")]
    [InlineData(OutboxState.Queued, "begin>Sending cancel>Cancelled")]
    [InlineData(OutboxState.Sending, "commit>Committing reject>Rejected defer>Queued interrupt>Queued")]
    [InlineData(OutboxState.Committing, "accept>Sent reject>Rejected defer>Queued doubt>Unknown interrupt>Unknown")]
    [InlineData(OutboxState.Sent, "")]
    [InlineData(OutboxState.Rejected, "")]
    [InlineData(OutboxState.Failed, "")]
    [InlineData(OutboxState.Unknown, "accept>Sent reject>Rejected defer>Failed find>Sent settle>Unknown")]
    [InlineData(OutboxState.Cancelled, "")]
    public void From_each_state_there_are_these_ways_and_no_others(OutboxState state, string ways)
    {
        var entry = Create(state, isQueued: true);

        var found = Steps.Select(step => (step.Key, After: step.Value(entry))).Where(step => step.After is not null).Select(step => $"{step.Key}>{step.After!.State}");

        found.ShouldBe(ways.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Fact]
    public void Without_a_mandate_nothing_is_tried_again()
    {
        Create(OutboxState.Sending, isQueued: false).Defer(Owner, Now, Error, [], Schedule)!.State.ShouldBe(OutboxState.Failed);
        Create(OutboxState.Sending, isQueued: false).Interrupt(Now, Error, Error)!.State.ShouldBe(OutboxState.Failed);
    }

    [Theory]
    [InlineData("commit", OutboxState.Sending)]
    [InlineData("accept", OutboxState.Committing)]
    [InlineData("reject", OutboxState.Committing)]
    [InlineData("defer", OutboxState.Sending)]
    [InlineData("doubt", OutboxState.Committing)]
    public void The_attempt_of_another_owner_changes_nothing(string step, OutboxState state) =>
        Steps[step](Create(state, isQueued: true) with { Owner = Owner + 1 }).ShouldBeNull();

    [Fact]
    public void The_schedule_counts_failures_and_not_interruptions()
    {
        var entry = Create(OutboxState.Queued, isQueued: true);
        for (var i = 0; i < 5; i++)
            entry = entry.Begin(Owner, Now)!.Interrupt(Now, Error, Error)!;
        entry.NextAttempt.ShouldBe(Now);

        entry = entry.Begin(Owner, Now)!.Defer(Owner, Now, Error, [], Schedule)!;
        entry.NextAttempt.ShouldBe(Now.AddSeconds(30));
        entry = entry.Begin(Owner, Now)!.Defer(Owner, Now, Error, [], Schedule)!;
        entry.NextAttempt.ShouldBe(Now.AddMinutes(2));
        entry = entry.Begin(Owner, Now)!.Defer(Owner, Now, Error, [], Schedule)!;
        (entry.State, entry.NextAttempt, entry.Failures).ShouldBe((OutboxState.Failed, null, 3));
    }

    [Fact]
    public void What_went_wrong_stands_in_the_last_attempt_and_beside_it()
    {
        var failed = (Create(OutboxState.Sending, isQueued: true) with { Attempts = [SubmissionAttempt.At(Now.AddHours(-1)), SubmissionAttempt.At(Now)] })
            .Reject(Owner, Now, Error, ["> QUIT"])!;
        (failed.LastError, failed.Finished, failed.Attempts.Count).ShouldBe((Error, Now, 2));
        (failed.Attempts[0].Error, failed.Attempts[1].Error).ShouldBe((null, Error));
        failed.Attempts[1].Conversation.ShouldBe(["> QUIT"]);

        var unbegun = (Create(OutboxState.Sending, isQueued: true) with { Attempts = [] }).Reject(Owner, Now, Error, [])!;
        (unbegun.LastError, unbegun.Attempts.Count).ShouldBe((Error, 0));
    }

    [Fact]
    public void What_was_taken_after_all_has_no_error()
    {
        var doubted = Create(OutboxState.Committing, isQueued: false).Doubt(Owner, Now, Error, [])!;

        var sent = doubted.Accept(Owner, Now.AddMinutes(1), "250 ok", [new RefusedRecipient("eve@example.com", "550 No.")], ["< 250 ok"])!;

        (sent.LastError, sent.Finished, sent.Response, sent.Rejected.Count).ShouldBe((null, Now.AddMinutes(1), "250 ok", 1));
        (sent.Attempts[^1].Error, sent.Attempts[^1].Response).ShouldBe((null, "250 ok"));
        sent.Attempts[^1].Conversation.ShouldBe(["< 250 ok"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_found_in_the_sent_mailbox_was_sent_and_marks_what_it_answers(bool answers)
    {
        var copy = new MessageId(new MailboxNumber(1), new Uid(5));
        var doubted = Create(OutboxState.Committing, isQueued: false).Doubt(Owner, Now, Error, [])!;
        if (answers)
            doubted = doubted with { Reference = new MessageReference(new MessageId(new MailboxNumber(1), new Uid(1)), ReferenceAction.Reply) };

        var found = doubted.Find(Now.AddMinutes(1), copy)!;

        (found.State, found.SentCopy, found.AwaitsEffects, found.Finished, found.LastError).ShouldBe((OutboxState.Sent, copy, answers, Now.AddMinutes(1), null));
    }

    [Fact]
    public void What_is_settled_is_not_looked_for_again()
    {
        var settled = Create(OutboxState.Unknown, isQueued: false).Settle()!;

        (settled.IsSettled, settled.IsOpen).ShouldBe((true, false));
        settled.Settle().ShouldBeNull();
    }

    [Theory]
    [InlineData(OutboxState.Rejected, true)]
    [InlineData(OutboxState.Failed, true)]
    [InlineData(OutboxState.Cancelled, true)]
    [InlineData(OutboxState.Sent, false)]
    [InlineData(OutboxState.Unknown, false)]
    [InlineData(OutboxState.Queued, false)]
    public void Only_of_some_it_is_certain_that_they_are_not_sent(OutboxState state, bool isUnsent) => Create(state, isQueued: true).IsUnsent.ShouldBe(isUnsent);

    [Fact]
    public void Only_the_last_attempts_are_kept()
    {
        var entry = Create(OutboxState.Queued, isQueued: true);
        for (var i = 0; i < OutboxEntry.MostAttempts + 5; i++)
            entry = entry.Begin(Owner, Now.AddSeconds(i))!.Interrupt(Now, Error, Error)!;

        entry.Attempts.Count.ShouldBe(OutboxEntry.MostAttempts);
        entry.Attempts[0].Time.ShouldBe(Now.AddSeconds(5));
    }

    [Theory]
    [InlineData(OutboxState.Scheduled, true, true)]
    [InlineData(OutboxState.Sending, true, true)]
    [InlineData(OutboxState.Committing, true, true)]
    [InlineData(OutboxState.Unknown, true, false)]
    [InlineData(OutboxState.Sent, false, false)]
    [InlineData(OutboxState.Failed, false, false)]
    public void It_is_open_while_there_is_something_to_do_and_keeps_its_bytes_while_they_may_be_needed(OutboxState state, bool isOpen, bool needsBody)
    {
        var entry = Create(state, isQueued: true);

        (entry.IsOpen, entry.NeedsBody).ShouldBe((isOpen, needsBody));
    }

    [Fact]
    public void A_sent_message_is_open_until_its_copy_is_filed()
    {
        var sent = Create(OutboxState.Committing, isQueued: false).Accept(Owner, Now, "250 ok", [], [])!;
        (sent.IsOpen, sent.NeedsBody).ShouldBe((true, true));

        var done = sent.Complete(@"\Answered", null, null, ["No copy was filed."])!;

        (done.IsOpen, done.NeedsBody, done.Flag, done.Warnings.Count).ShouldBe((false, false, @"\Answered", 1));
        done.Complete(null, null, null, []).ShouldBeNull();
        done.Postpone(null, null, null, ["Not yet."]).ShouldBeNull();
    }

    [Fact]
    public void What_is_postponed_keeps_what_was_done_and_is_written_only_when_it_says_something_new()
    {
        var sent = Create(OutboxState.Committing, isQueued: false).Accept(Owner, Now, "250 ok", [], [])!;

        var waiting = sent.Postpone(@"\Answered", null, null, ["No copy was filed."])!;

        (waiting.IsOpen, waiting.NeedsBody, waiting.Flag).ShouldBe((true, true, @"\Answered"));
        waiting.Postpone(null, null, null, ["No copy was filed."]).ShouldBeNull();
        waiting.Postpone(null, null, null, ["It is away."])!.Warnings.ShouldBe(["It is away."]);
        var done = waiting.Complete(null, MailboxPath.Parse("Sent"), null, [])!;
        (done.IsOpen, done.Flag, done.SentMailbox?.Value, done.Warnings.Count).ShouldBe((false, @"\Answered", "Sent", 0));
    }

    [Fact]
    public void Each_of_what_is_done_is_kept_until_it_is_done_anew()
    {
        var (first, second) = (new MessageId(new MailboxNumber(1), new Uid(5)), new MessageId(new MailboxNumber(1), new Uid(6)));
        var sent = Create(OutboxState.Committing, isQueued: false).Accept(Owner, Now, "250 ok", [], [])!;
        sent.Postpone(@"\Answered", null, null, []).ShouldNotBeNull().Flag.ShouldBe(@"\Answered");
        sent.Postpone(null, MailboxPath.Inbox, null, []).ShouldNotBeNull().SentMailbox.ShouldBe(MailboxPath.Inbox);
        sent.Postpone(null, null, first, []).ShouldNotBeNull().SentCopy.ShouldBe(first);

        var all = sent.Postpone(@"\Answered", MailboxPath.Inbox, first, ["Not yet."])!;
        var kept = all.Complete(null, null, null, [])!;
        (kept.Flag, kept.SentMailbox, kept.SentCopy).ShouldBe((@"\Answered", MailboxPath.Inbox, first));
        var anew = all.Complete("$Forwarded", MailboxPath.Parse("Sent"), second, [])!;
        (anew.Flag, anew.SentMailbox?.Value, anew.SentCopy).ShouldBe(("$Forwarded", "Sent", second));
    }

    [Theory]
    [InlineData(OutboxState.Committing, "accept", EventType.MessageSent)]
    [InlineData(OutboxState.Committing, "doubt", EventType.MessageDeliveryError)]
    [InlineData(OutboxState.Sending, "defer", EventType.MessageDeliveryError)]
    [InlineData(OutboxState.Sending, "reject", EventType.MessageFailed)]
    [InlineData(OutboxState.Unknown, "find", EventType.MessageSent)]
    public void A_step_that_somebody_waits_for_is_told(OutboxState state, string step, EventType type)
    {
        var before = Create(state, isQueued: true);

        SubmissionChanges.Between(before, Steps[step](before)!).ShouldNotBeNull().Type.ShouldBe(type);
    }

    [Theory]
    [InlineData(OutboxState.Queued, "begin")]
    [InlineData(OutboxState.Sending, "commit")]
    [InlineData(OutboxState.Queued, "cancel")]
    [InlineData(OutboxState.Unknown, "settle")]
    public void Other_steps_are_not(OutboxState state, string step)
    {
        var before = Create(state, isQueued: true);

        SubmissionChanges.Between(before, Steps[step](before)!).ShouldBeNull();
    }

    private static OutboxEntry Create(OutboxState state, bool isQueued) => new()
    {
        Id = QueueId.Create(Now, 3, 1),
        Account = AccountId.Parse("bob"),
        State = state,
        MessageId = "<one@example.com>",
        Subject = "Hello",
        Envelope = new SmtpEnvelope("bob@example.com", ["alice@example.com"]),
        Size = 100,
        IsQueued = isQueued,
        Owner = Owner,
        Attempts = [SubmissionAttempt.At(Now)],
    };
}
