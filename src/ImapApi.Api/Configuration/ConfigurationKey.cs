using System.Globalization;
using Tomlyn.Model;

namespace ImapApi.Api.Configuration;

/// <summary>A key that <c>config/default.toml</c> documents; its default's type is the type of every value.</summary>
/// <param name="Name">With dots: <c>imap.connect.globalConcurrent</c>.</param>
internal sealed record ConfigurationKey(string Name, ConfigurationValueKind Kind)
{
    public string Allowed => Kind switch
    {
        ConfigurationValueKind.Number => "a whole number",
        ConfigurationValueKind.Flag => "true or false",
        ConfigurationValueKind.List => "a list of texts",
        _ => "a text",
    };

    public static ConfigurationKey Of(ConfigurationEntry documented) => new(documented.Key, documented.Value switch
    {
        long => ConfigurationValueKind.Number,
        bool => ConfigurationValueKind.Flag,
        TomlArray => ConfigurationValueKind.List,
        _ => ConfigurationValueKind.Text,
    });

    /// <summary>The value in the form that options bind from, several for a list; null when it is of another type.</summary>
    public IReadOnlyList<string>? Read(object value, bool isTyped) => (Kind, value) switch
    {
        (ConfigurationValueKind.Text, string text) => [text],
        (ConfigurationValueKind.Number, long number) => [number.ToString(CultureInfo.InvariantCulture)],
        (ConfigurationValueKind.Flag, bool flag) => [flag ? "true" : "false"],
        (ConfigurationValueKind.List, TomlArray list) => list.All(item => item is string) ? [.. list.Cast<string>()] : null,
        (_, string text) when !isTyped => ReadText(text),
        _ => null,
    };

    private string[]? ReadText(string text) => Kind switch
    {
        ConfigurationValueKind.Number => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? [text] : null,
        ConfigurationValueKind.Flag => bool.TryParse(text, out var flag) ? [flag ? "true" : "false"] : null,
        _ => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    };
}
