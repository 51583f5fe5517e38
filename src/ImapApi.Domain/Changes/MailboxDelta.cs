using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Changes;

/// <summary>What changed in a mailbox since its caller looked last.</summary>
/// <param name="Added">Newest first.</param>
/// <param name="Updated">As they are marked now; more may be named than changed.</param>
/// <param name="Removed">More may be named than the caller ever saw.</param>
/// <param name="Token">What to compare with next time.</param>
/// <param name="HasMore">There is more to tell: ask again with the token.</param>
public sealed record MailboxDelta(IReadOnlyList<MessageSummary> Added, IReadOnlyList<MarkedMessage> Updated, IReadOnlyList<MessageId> Removed, DeltaToken Token, bool HasMore);
