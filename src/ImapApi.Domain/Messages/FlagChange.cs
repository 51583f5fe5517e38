namespace ImapApi.Domain.Messages;

/// <summary>What a caller wants of a message's flags: some added, some removed, or exactly these. At least one of the three is given.</summary>
public sealed record FlagChange(IReadOnlyList<string>? Add, IReadOnlyList<string>? Delete, IReadOnlyList<string>? Set);
