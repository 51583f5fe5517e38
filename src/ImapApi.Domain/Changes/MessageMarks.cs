using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Changes;

/// <summary>What may change of a message: its flags and, on Gmail, its labels.</summary>
/// <param name="Labels">Null where there are none.</param>
public sealed record MessageMarks(FlagSet Flags, FlagSet? Labels);
