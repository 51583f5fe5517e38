namespace ImapApi.Infrastructure.Security;

/// <summary>The <c>[security]</c> section: the key that secrets are stored under. Neither given: a key of its own in the data directory.</summary>
internal sealed class SecurityOptions
{
    public const string Section = "security";

    /// <summary>Base64 of 32 bytes. Several, with blanks between them: the first encrypts, the others still decrypt.</summary>
    public string Key { get; set; } = "";

    /// <summary>A file that holds the same.</summary>
    public string KeyFile { get; set; } = "";
}
