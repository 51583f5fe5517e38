using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Domain.Bounces;

/// <summary>The message that bounced, as far as the report tells.</summary>
/// <param name="InternetMessageId">The Message-ID header, with its angle brackets.</param>
/// <param name="EnvelopeId">What the sender had given as ENVID (RFC 3461).</param>
public sealed record BouncedMessage(string? InternetMessageId, string? Subject = null, string? EnvelopeId = null)
{
    /// <summary>The outbox entry that sent it, while that is kept.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>The copy that was filed when it was sent.</summary>
    public MessageId? Copy { get; init; }
}
