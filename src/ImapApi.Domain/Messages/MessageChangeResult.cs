namespace ImapApi.Domain.Messages;

/// <summary>Which of the asked changes the server took; null for what was not asked.</summary>
public sealed record MessageChangeResult(FlagChangeResult? Flags, FlagChangeResult? Labels);
