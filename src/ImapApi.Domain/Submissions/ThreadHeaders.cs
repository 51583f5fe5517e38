namespace ImapApi.Domain.Submissions;

/// <summary>What a message says of its place in a conversation (RFC 5322 §3.6.4): message ids with their angle brackets, valid ones only.</summary>
/// <param name="MessageId">Null where the message has none.</param>
public sealed record ThreadHeaders(string? MessageId, IReadOnlyList<string> InReplyTo, IReadOnlyList<string> References);
