using ImapApi.Application.Errors;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>The submission server did not take the message, or it is not known whether it did.</summary>
/// <param name="code"><c>MailServerRejected</c>, <c>TooLarge</c>, <c>SMTPUnavailable</c>, <c>AuthenticationFailed</c>, <c>AuthServerFailed</c>, <c>Timeout</c> or <c>SubmissionUnknown</c>.</param>
/// <param name="reply">The answer that ended it; null where none came.</param>
public sealed class SubmissionFailedException(
    string code,
    string message,
    SubmissionCertainty certainty,
    SmtpStage stage,
    SmtpReply? reply,
    IReadOnlyList<RecipientRefusal> rejected,
    IReadOnlyList<string> conversation,
    Exception? innerException = null) : ImapApiException(code, message, retryable: certainty == SubmissionCertainty.Temporary, reply?.ToString(), innerException)
{
    public SubmissionCertainty Certainty { get; } = certainty;

    public SmtpStage Stage { get; } = stage;

    public SmtpReply? Reply { get; } = reply;

    /// <summary>The recipients that were refused, where that was the reason.</summary>
    public IReadOnlyList<RecipientRefusal> Rejected { get; } = rejected;

    /// <summary>As <see cref="SubmissionReceipt.Conversation"/>.</summary>
    public IReadOnlyList<string> Conversation { get; } = conversation;

    /// <summary>The message's entry in the outbox, which says more; null where none was made.</summary>
    public QueueId? Queue { get; set; }

    /// <summary>It is the answer to an earlier request with the same idempotency key.</summary>
    public bool IsReplayed { get; private init; }

    /// <summary>What the first request was told of a message whose fate is unknown.</summary>
    public static SubmissionFailedException Replay(OutboxEntry entry) => new(
        "SubmissionUnknown",
        entry.LastError?.Message ?? "It is not known whether the message was sent.",
        SubmissionCertainty.Unknown,
        SmtpStage.Commit,
        reply: null,
        [],
        entry.Attempts is [.., var last] ? last.Conversation : [])
    {
        Queue = entry.Id,
        IsReplayed = true,
    };
}
