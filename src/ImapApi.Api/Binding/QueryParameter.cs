namespace ImapApi.Api.Binding;

/// <summary>A query key as the API description shows it; <see cref="QueryParameter{T}"/> also reads it.</summary>
/// <param name="Name">As written in the URL: <c>search[from]</c>.</param>
/// <param name="Type">JSON schema's word: string, integer, boolean.</param>
/// <param name="Format">JSON schema's format: date, int32 …</param>
internal abstract record QueryParameter(string Name, string Type, string? Format, string Description)
{
    public bool IsRequired { get; init; }

    /// <summary>The only values there are, when they are few.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What a generated client calls the words together.</summary>
    public string? Title { get; init; }

    /// <summary>As JSON; null when leaving the key out means something no value says.</summary>
    public object? Default { get; init; }

    /// <summary>A family of keys: <c>search[header][x-foo]</c> begins with this name.</summary>
    public bool IsPrefix { get; init; }

    public object? Example { get; init; }

    public bool Matches(string key) => IsPrefix ? key.Length > Name.Length + 1 && key.StartsWith(Name, StringComparison.Ordinal) && key[^1] == ']' : key == Name;
}
