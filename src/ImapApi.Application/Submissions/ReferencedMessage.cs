using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>The stored message that an outgoing one answers or forwards, as much of it as its composition needs.</summary>
/// <param name="Text">For quoting; null when it was not asked for.</param>
/// <param name="Attachments">To be forwarded; empty when they were not asked for.</param>
public sealed record ReferencedMessage(
    MessageReference Reference,
    ThreadHeaders Thread,
    string Subject,
    DateTimeOffset Date,
    EmailAddress? From,
    IReadOnlyList<EmailAddress> ReplyTo,
    IReadOnlyList<EmailAddress> To,
    IReadOnlyList<EmailAddress> Cc,
    MessageText? Text,
    IReadOnlyList<BodyLeaf> Attachments);
