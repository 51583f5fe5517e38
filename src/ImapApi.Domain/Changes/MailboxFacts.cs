namespace ImapApi.Domain.Changes;

/// <summary>What one pass learnt from the server about a mailbox. Facts that are already known may be among them.</summary>
/// <param name="UidNext">As the pass began; 0 when the server does not say.</param>
/// <param name="ModSeq">Up to which modification sequence (RFC 7162) the facts are complete; 0 = none.</param>
/// <param name="Vanished">UIDs that are not there any more; others that never were may be among them (RFC 7162 §3.2.10).</param>
/// <param name="Present">Exactly these UIDs are there; null when they were not listed.</param>
/// <param name="Marks">In any order, of new messages too; the last of a UID counts. What has vanished stays so.</param>
public sealed record MailboxFacts(uint UidNext, ulong ModSeq, UidSet Vanished, UidSet? Present, IReadOnlyList<MarkedUid> Marks);
