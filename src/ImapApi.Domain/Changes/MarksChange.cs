using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Changes;

/// <summary>A message that is marked otherwise than before. Flags and labels are compared without case (RFC 9051 §2.3.2).</summary>
public sealed record MarksChange(uint Uid, MessageMarks Before, MessageMarks After)
{
    public IReadOnlyList<string> AddedFlags => Missing(After.Flags, Before.Flags);

    public IReadOnlyList<string> DeletedFlags => Missing(Before.Flags, After.Flags);

    public IReadOnlyList<string> AddedLabels => Missing(After.Labels, Before.Labels);

    public IReadOnlyList<string> DeletedLabels => Missing(Before.Labels, After.Labels);

    private static string[] Missing(FlagSet? from, FlagSet? other) => from is null ? [] : [.. from.Values.Where(flag => other?.Contains(flag) != true)];
}
