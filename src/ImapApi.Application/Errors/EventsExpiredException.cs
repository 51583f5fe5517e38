namespace ImapApi.Application.Errors;

/// <summary>A position that the event log does not hold any more, or never held: compare with the mail server anew, and read on from the oldest event kept.</summary>
public sealed class EventsExpiredException() : ImapApiException(
    ErrorCode,
    "Events after this position are no longer in the log, or the log was set back to an earlier state. Read on without a position, from the oldest event that is kept.",
    retryable: false)
{
    public const string ErrorCode = "EventsExpired";
}
