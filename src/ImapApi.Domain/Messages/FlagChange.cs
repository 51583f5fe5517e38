namespace ImapApi.Domain.Messages;

/// <summary>What a caller wants of a message's flags, or of its labels: some added, some removed, or exactly these. At least one of the three is given.</summary>
public sealed record FlagChange(IReadOnlyList<string>? Add, IReadOnlyList<string>? Delete, IReadOnlyList<string>? Set)
{
    /// <summary>What became of it, seen by what there is now. One that is both added and deleted ends deleted.</summary>
    public FlagChangeResult ResultIn(FlagSet now) => new(
        Added: Add?.All(flag => now.Contains(flag) || Delete?.Contains(flag, StringComparer.OrdinalIgnoreCase) == true),
        Deleted: Delete is null ? null : !Delete.Any(now.Contains),
        Set: Set is null ? null : now.Equals(FlagSet.Create(Set)));
}
