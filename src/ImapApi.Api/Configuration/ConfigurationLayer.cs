namespace ImapApi.Api.Configuration;

/// <summary>One source of configuration.</summary>
/// <param name="Name">As messages call it: <c>the command line</c>.</param>
/// <param name="IsTyped">Values have TOML's types; otherwise they are all strings.</param>
internal sealed record ConfigurationLayer(string Name, bool IsTyped, IReadOnlyList<ConfigurationEntry> Entries);
