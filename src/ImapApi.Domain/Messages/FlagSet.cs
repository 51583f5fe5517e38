namespace ImapApi.Domain.Messages;

/// <summary>A message's flags and keywords: system flags first (<c>\Seen</c> …), then keywords, each list in alphabetical order without regard to case, as they are compared. <c>\Recent</c> is never in it.</summary>
public sealed class FlagSet : IEquatable<FlagSet>
{
    private readonly string[] _flags;

    private FlagSet(string[] flags) => _flags = flags;

    public static FlagSet Empty { get; } = new([]);

    public IReadOnlyList<string> Values => _flags;

    public bool IsSeen => Contains(Flag.Seen);

    public static FlagSet Create(IEnumerable<string> flags)
    {
        var sorted = flags.Where(flag => flag.Length > 0 && !string.Equals(flag, @"\Recent", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(flag => flag[0] != '\\')
            .ThenBy(flag => flag, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        return sorted.Length == 0 ? Empty : new FlagSet(sorted);
    }

    /// <summary>Flags and keywords are compared without case (RFC 9051 §2.3.2).</summary>
    public bool Contains(string flag)
    {
        foreach (var one in _flags)
        {
            if (string.Equals(one, flag, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    public bool Equals(FlagSet? other) => other is not null && _flags.SequenceEqual(other._flags, StringComparer.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as FlagSet);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var flag in _flags)
            hash.Add(flag, StringComparer.OrdinalIgnoreCase);
        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(' ', _flags);
}
