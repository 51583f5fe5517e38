using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Changes;

/// <summary>Flags or labels of a message that changed.</summary>
public sealed record MarksChange(uint Uid, MessageMarks Before, MessageMarks After)
{
    public IReadOnlyList<string> AddedFlags => Without(After.Flags, Before.Flags);

    public IReadOnlyList<string> DeletedFlags => Without(Before.Flags, After.Flags);

    public IReadOnlyList<string> AddedLabels => Without(After.Labels, Before.Labels);

    public IReadOnlyList<string> DeletedLabels => Without(Before.Labels, After.Labels);

    private static IReadOnlyList<string> Without(FlagSet? some, FlagSet? others) => some is null ? [] : [.. some.Values.Where(flag => others?.Contains(flag) != true)];
}
