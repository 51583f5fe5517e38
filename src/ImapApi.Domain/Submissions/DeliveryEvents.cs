namespace ImapApi.Domain.Submissions;

/// <summary>What a sender wants to be notified of (RFC 3461 §4.1).</summary>
[Flags]
public enum DeliveryEvents
{
    /// <summary>Not asked: the server's own habit.</summary>
    Unspecified = 0,

    /// <summary>Stands alone: no notification at all.</summary>
    Never = 1,
    Success = 2,
    Failure = 4,
    Delay = 8,
}
