using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>How a message shall be submitted.</summary>
/// <param name="SendAt">When; what lies in the past means now.</param>
/// <param name="Queue">By way of the outbox, although no time is given.</param>
/// <param name="Idempotency">The caller's own name for this submission.</param>
/// <param name="Reference">What the message answers or forwards: it is marked when the message has left.</param>
public sealed record SubmissionPlan(DateTimeOffset? SendAt, bool Queue, IdempotentRequest? Idempotency, MessageReference? Reference)
{
    /// <summary>The outbox has a mandate to send it, and to try again.</summary>
    public bool IsQueued => Queue || SendAt is not null;
}
