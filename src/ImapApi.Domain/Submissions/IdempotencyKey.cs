using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ImapApi.Domain.Submissions;

/// <summary>A caller's own name for one submission: whatever is asked again under it is done once. 1 to 255 printable ASCII characters.</summary>
public sealed record IdempotencyKey
{
    public const int MaxLength = 255;

    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(48);

    private IdempotencyKey(string value) => Value = value;

    public string Value { get; }

    /// <summary>The key in store keys: base64url of its SHA-256.</summary>
    public string Hash => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Value)));

    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IdempotencyKey? key)
    {
        key = text is { Length: > 0 and <= MaxLength } && text.All(letter => letter is >= ' ' and <= '~') ? new IdempotencyKey(text) : null;
        return key is not null;
    }

    public override string ToString() => Value;
}
