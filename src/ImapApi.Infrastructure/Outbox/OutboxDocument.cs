using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>An entry as it is stored; its id and account are those of the document.</summary>
internal sealed record OutboxDocument(
    OutboxState State,
    string MessageId,
    string Subject,
    SmtpEnvelope Envelope,
    long Size,
    DeliveryStatusRequest? Dsn,
    string? Reference,
    ReferenceAction? Action,
    bool IsQueued,
    DateTimeOffset? SendAt,
    string? KeyHash,
    IReadOnlyList<SubmissionAttempt> Attempts,
    int Failures,
    DateTimeOffset? NextAttempt,
    long Owner,
    string? Response,
    IReadOnlyList<RefusedRecipient> Rejected,
    SubmissionError? LastError,
    DateTimeOffset? Finished,
    bool AwaitsEffects,
    bool IsSettled,
    string? Flag,
    string? SentMailbox,
    string? SentCopy,
    IReadOnlyList<string> Warnings);
