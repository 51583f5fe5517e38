namespace ImapApi.Domain.Messages;

/// <summary>What a caller wants changed of a message.</summary>
/// <param name="Labels">Gmail's.</param>
public sealed record MessageChange(FlagChange? Flags, FlagChange? Labels);
