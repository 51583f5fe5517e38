using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Domain.Submissions;

/// <summary>
/// A message on its way to the submission server, and what became of it. Its transitions return what it is afterwards, or null where it does not stand
/// where that could happen. An attempt belongs to one span of owning the account (<see cref="Owner"/>): what it did not finish, the next owner takes up.
/// </summary>
public sealed record OutboxEntry
{
    /// <summary>Attempts of one entry that are kept.</summary>
    public const int MostAttempts = 20;

    public required QueueId Id { get; init; }

    public required AccountId Account { get; init; }

    public required OutboxState State { get; init; }

    /// <summary>The Message-ID header, with its angle brackets.</summary>
    public required string MessageId { get; init; }

    public required string Subject { get; init; }

    public required SmtpEnvelope Envelope { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    public DeliveryStatusRequest? Dsn { get; init; }

    /// <summary>The message that it answers or forwards.</summary>
    public MessageReference? Reference { get; init; }

    /// <summary>The caller was told that the outbox sends it: it is tried again after a temporary failure. Else whoever submitted it waits for the outcome.</summary>
    public bool IsQueued { get; init; }

    /// <summary>The time that the caller gave.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>The hash of the key it was submitted under.</summary>
    public string? KeyHash { get; init; }

    /// <summary>The last ones, the first of them first.</summary>
    public IReadOnlyList<SubmissionAttempt> Attempts { get; init; } = [];

    /// <summary>How many attempts have failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Only of one that waits.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    /// <summary>The counter of the ownership epoch in which the last attempt was begun.</summary>
    public long Owner { get; init; }

    /// <summary>The words with which the server took the message.</summary>
    public string? Response { get; init; }

    public IReadOnlyList<RefusedRecipient> Rejected { get; init; } = [];

    public SubmissionError? LastError { get; init; }

    /// <summary>When it came to its end.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>It was sent, but the original is not marked, or its copy not filed yet.</summary>
    public bool AwaitsEffects { get; init; }

    /// <summary>Of one whose fate is unknown: its copy was looked for as long as that made sense.</summary>
    public bool IsSettled { get; init; }

    /// <summary>The flag that the original got.</summary>
    public string? Flag { get; init; }

    /// <summary>Where the copy was filed by us.</summary>
    public MailboxPath? SentMailbox { get; init; }

    public Messages.MessageId? SentCopy { get; init; }

    /// <summary>What should have been done after it was sent, and was not; while it awaits its effects: was not yet.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public DateTimeOffset Created => Id.Time;

    public bool IsWaiting => State is OutboxState.Scheduled or OutboxState.Queued;

    public bool IsUnderWay => State is OutboxState.Sending or OutboxState.Committing;

    /// <summary>It is certain that it was not sent, and that it will not be.</summary>
    public bool IsUnsent => State is OutboxState.Rejected or OutboxState.Failed or OutboxState.Cancelled;

    /// <summary>There is still something to do for it.</summary>
    public bool IsOpen => IsWaiting || IsUnderWay || AwaitsEffects || (State == OutboxState.Unknown && !IsSettled);

    /// <summary>Its bytes may still be needed: to send it, or to file its copy.</summary>
    public bool NeedsBody => IsWaiting || IsUnderWay || AwaitsEffects;

    /// <summary>An attempt begins.</summary>
    public OutboxEntry? Begin(long owner, DateTimeOffset now) => !IsWaiting ? null : this with
    {
        State = OutboxState.Sending,
        Owner = owner,
        NextAttempt = null,
        Attempts = [.. Attempts.TakeLast(MostAttempts - 1), SubmissionAttempt.At(now)],
    };

    /// <summary>The end of the message is about to be written: from here on the server may take it.</summary>
    public OutboxEntry? Commit(long owner) => State == OutboxState.Sending && Owner == owner ? this with { State = OutboxState.Committing } : null;

    /// <summary>The server took it. Whoever handed it over knows that even after another has become the owner, who knew only that it may have been sent.</summary>
    public OutboxEntry? Accept(long owner, DateTimeOffset now, string response, IReadOnlyList<RefusedRecipient> rejected, IReadOnlyList<string> conversation) =>
        Owner != owner || State is not (OutboxState.Committing or OutboxState.Unknown) ? null : End(now, OutboxState.Sent) with
        {
            Attempts = Last(attempt => attempt with { Error = null, Response = response, Conversation = conversation }),
            Response = response,
            Rejected = rejected,
            AwaitsEffects = true,
            LastError = null,
        };

    /// <summary>The server refused it for good.</summary>
    public OutboxEntry? Reject(long owner, DateTimeOffset now, SubmissionError error, IReadOnlyList<string> conversation) =>
        IsOf(owner) ? Note(error, conversation).End(now, OutboxState.Rejected) : null;

    /// <summary>It was not sent this time. Where the outbox has to see to it and the schedule is not exhausted, it waits for its next turn.</summary>
    public OutboxEntry? Defer(long owner, DateTimeOffset now, SubmissionError error, IReadOnlyList<string> conversation, RetrySchedule schedule)
    {
        if (!IsOf(owner))
            return null;
        // One whose owner has changed meanwhile is nobody's turn any more.
        var delay = IsQueued && IsUnderWay ? schedule.DelayAfter(Failures + 1) : null;
        return delay is { } wait
            ? Note(error, conversation) with { State = OutboxState.Queued, Failures = Failures + 1, NextAttempt = now + wait }
            : Note(error, conversation).End(now, OutboxState.Failed) with { Failures = Failures + 1 };
    }

    /// <summary>All of it was handed over, and no answer came.</summary>
    public OutboxEntry? Doubt(long owner, DateTimeOffset now, SubmissionError error, IReadOnlyList<string> conversation) =>
        Owner == owner && State == OutboxState.Committing ? Note(error, conversation).End(now, OutboxState.Unknown) : null;

    /// <summary>The attempt ended without an outcome: its process did, or was told to. No server is to blame for that, so it does not count as a failure.</summary>
    public OutboxEntry? Interrupt(DateTimeOffset now, SubmissionError notSent, SubmissionError perhapsSent) => State switch
    {
        OutboxState.Sending when IsQueued => Note(notSent, []) with { State = OutboxState.Queued, NextAttempt = now },
        OutboxState.Sending => Note(notSent, []).End(now, OutboxState.Failed),
        OutboxState.Committing => Note(perhapsSent, []).End(now, OutboxState.Unknown),
        _ => null,
    };

    public OutboxEntry? Cancel(DateTimeOffset now) => IsWaiting ? this with { State = OutboxState.Cancelled, NextAttempt = null, Finished = now } : null;

    /// <summary>Its fate was unknown, and there it is in the Sent mailbox.</summary>
    public OutboxEntry? Find(DateTimeOffset now, Messages.MessageId copy) => State != OutboxState.Unknown ? null : this with
    {
        State = OutboxState.Sent,
        SentCopy = copy,
        AwaitsEffects = Reference is not null,
        Finished = now,
        LastError = null,
    };

    /// <summary>It is not looked for any more.</summary>
    public OutboxEntry? Settle() => State == OutboxState.Unknown && !IsSettled ? this with { IsSettled = true } : null;

    /// <summary>What follows a sent message is done, or failed.</summary>
    public OutboxEntry? Complete(string? flag, MailboxPath? sentMailbox, Messages.MessageId? sentCopy, IReadOnlyList<string> warnings) => !AwaitsEffects ? null : this with
    {
        AwaitsEffects = false,
        Flag = flag ?? Flag,
        SentMailbox = sentMailbox ?? SentMailbox,
        SentCopy = sentCopy ?? SentCopy,
        Warnings = warnings,
    };

    /// <summary>Some of what follows a sent message could not be done now, and is to be tried again.</summary>
    public OutboxEntry? Postpone(string? flag, MailboxPath? sentMailbox, Messages.MessageId? sentCopy, IReadOnlyList<string> warnings) =>
        flag is null && sentMailbox is null && sentCopy is null && warnings.SequenceEqual(Warnings) ? null
        : Complete(flag, sentMailbox, sentCopy, warnings) is { } after ? after with { AwaitsEffects = true }
        : null;

    private bool IsOf(long owner) => Owner == owner && (IsUnderWay || State == OutboxState.Unknown);

    private OutboxEntry End(DateTimeOffset now, OutboxState state) => this with { State = state, Finished = now, NextAttempt = null };

    private OutboxEntry Note(SubmissionError error, IReadOnlyList<string> conversation) =>
        this with { LastError = error, Attempts = Last(attempt => attempt with { Error = error, Conversation = conversation }) };

    private IReadOnlyList<SubmissionAttempt> Last(Func<SubmissionAttempt, SubmissionAttempt> change) => Attempts.Count == 0 ? [] : [.. Attempts.SkipLast(1), change(Attempts[^1])];
}
