namespace ImapApi.Domain.Messages;

/// <summary>Search keys, all of which must hold (IMAP SEARCH, RFC 9051 §6.4.4). Null means "do not care".</summary>
/// <param name="Sequence">A sequence set: <c>1:10,15</c>.</param>
/// <param name="Uids">A UID set.</param>
/// <param name="Headers">Header name → substring; an empty substring asks for the header's presence.</param>
/// <param name="GmailRaw">Gmail's own search language (X-GM-RAW).</param>
public sealed record MessageSearch(
    string? Sequence = null,
    string? Uids = null,
    bool? Answered = null,
    bool? Deleted = null,
    bool? Draft = null,
    bool? Seen = null,
    bool? Flagged = null,
    string? From = null,
    string? To = null,
    string? Cc = null,
    string? Bcc = null,
    string? Subject = null,
    string? Body = null,
    uint? Larger = null,
    uint? Smaller = null,
    DateOnly? Since = null,
    DateOnly? Before = null,
    DateOnly? SentSince = null,
    DateOnly? SentBefore = null,
    ulong? ModSeq = null,
    IReadOnlyDictionary<string, string>? Headers = null,
    string? EmailId = null,
    string? ThreadId = null,
    string? GmailRaw = null);
