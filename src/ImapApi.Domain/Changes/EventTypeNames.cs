using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace ImapApi.Domain.Changes;

/// <summary>The contract's words for event types: <c>messageNew</c>, <c>mailboxReset</c> …</summary>
public static class EventTypeNames
{
    private static readonly FrozenDictionary<EventType, string> Names = Enum.GetValues<EventType>().ToFrozenDictionary(type => type, NameOf);
    private static readonly FrozenDictionary<string, EventType> Types = Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Types.Keys;

    public static string Name(this EventType type) => Names[type];

    public static bool TryParse(string? name, [NotNullWhen(true)] out EventType? type)
    {
        type = name is not null && Types.TryGetValue(name, out var found) ? found : null;
        return type is not null;
    }

    private static string NameOf(EventType type)
    {
        var name = type.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
