using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Submissions;

/// <summary>One attachment: of exactly one of <paramref name="Content"/> and <paramref name="Reference"/>.</summary>
/// <param name="FileName">Absent on a reference: the stored one's.</param>
/// <param name="Content">Bytes that came with the request.</param>
/// <param name="Reference">A stored attachment of the same account; it is fetched when the message is composed.</param>
/// <param name="ContentType">With parameters, if any (<c>text/calendar; method=REQUEST</c>). Absent: the stored one's, or guessed from the file name.</param>
/// <param name="IsInline">Shown within the message; absent: where it has a <paramref name="ContentId"/>.</param>
/// <param name="ContentId">Without angle brackets: what html names as <c>cid:…</c>.</param>
public sealed record OutgoingAttachment(string? FileName, IContent? Content, AttachmentId? Reference, string? ContentType, bool? IsInline, string? ContentId);
