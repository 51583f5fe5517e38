namespace ImapApi.Domain.Security;

/// <summary>The contract's words for scopes: <c>api</c>, <c>metrics</c>, <c>admin</c>.</summary>
public static class ScopeNames
{
    public static IReadOnlyList<string> All { get; } = ["api", "metrics", "admin"];

    public static string Name(this Scope scope) => All[(int)scope];

    public static bool TryParse(string? name, out Scope scope)
    {
        var found = name is null ? -1 : All.ToList().IndexOf(name);
        scope = (Scope)Math.Max(found, 0);
        return found >= 0;
    }
}
