namespace ImapApi.Domain.Accounts;

/// <summary>
/// The caller's own name for an account: 1–256 printable characters, not "." or "..". Any character may occur,
/// <c>/</c> and <c>%</c> included; store keys and file names use <see cref="Key"/>.
/// </summary>
public sealed record AccountId
{
    public const int MaxLength = 256;

    private AccountId(string value) => Value = value;

    public string Value { get; }

    /// <summary>The id as <c>[A-Za-z0-9_-]+</c>: base64url of its UTF-8 bytes.</summary>
    public string Key => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(Value));

    public static bool TryParse(string? value, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AccountId? id)
    {
        id = value is { Length: > 0 and <= MaxLength } and not "." and not ".." && Text.IsSingleLine(value) ? new AccountId(value) : null;
        return id is not null;
    }

    /// <exception cref="FormatException">The value is not an account id.</exception>
    public static AccountId Parse(string value) =>
        TryParse(value, out var id) ? id : throw new FormatException($"An account id has 1 to {MaxLength} printable characters and is not '.' or '..'.");

    /// <exception cref="FormatException">The text is no account's <see cref="Key"/>.</exception>
    public static AccountId FromKey(string key) => Parse(System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(key)));

    public override string ToString() => Value;
}
