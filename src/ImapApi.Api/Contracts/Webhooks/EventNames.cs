using ImapApi.Api.Binding;
using ImapApi.Domain.Changes;

namespace ImapApi.Api.Contracts.Webhooks;

/// <summary>Lists of event types in the contract's words.</summary>
internal static class EventNames
{
    /// <summary>Null: not given.</summary>
    public static IReadOnlyList<EventType>? Read(IReadOnlyList<string>? names, string key, RequestInput input)
    {
        if (names is null)
            return null;
        var types = new List<EventType>();
        foreach (var name in names)
        {
            if (!EventTypeNames.TryParse(name, out var type))
                input.Refuse(key, $"is a list of {string.Join(", ", EventTypeNames.All.Order(StringComparer.Ordinal))}.");
            else if (!types.Contains(type.Value))
                types.Add(type.Value);
        }

        return types;
    }

    public static IReadOnlyList<string> Write(IReadOnlyList<EventType> types) => [.. types.Select(type => type.Name())];
}
