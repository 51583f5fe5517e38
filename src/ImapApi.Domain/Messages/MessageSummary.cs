namespace ImapApi.Domain.Messages;

/// <summary>A message in a listing: its outline, and what may have changed since.</summary>
/// <param name="Labels">Gmail labels; null elsewhere.</param>
/// <param name="Preview">The beginning of its text, where it was asked for and there is some.</param>
/// <param name="IsKnown">Its outline was known before it was asked for, and is kept: what is made of it is worth keeping too.</param>
public sealed record MessageSummary(MessageId Id, MessageOutline Outline, FlagSet Flags, IReadOnlyList<string>? Labels, string? Preview = null, bool IsKnown = false);
