namespace ImapApi.Api.Configuration;

/// <summary>One key as a layer gives it.</summary>
/// <param name="Key">With dots: <c>imap.connect.globalConcurrent</c>.</param>
/// <param name="Written">How the layer writes it, for messages: <c>IMAPAPI_API__PORT</c>.</param>
/// <param name="Value">A string where the layer knows no types (environment, arguments), else the TOML value.</param>
internal sealed record ConfigurationEntry(string Key, string Written, object Value);
