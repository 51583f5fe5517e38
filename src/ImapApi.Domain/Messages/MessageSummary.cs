namespace ImapApi.Domain.Messages;

/// <summary>A message in a listing: its outline, and what may have changed since.</summary>
/// <param name="Labels">Gmail labels; null elsewhere.</param>
public sealed record MessageSummary(MessageId Id, MessageOutline Outline, FlagSet Flags, IReadOnlyList<string>? Labels);
