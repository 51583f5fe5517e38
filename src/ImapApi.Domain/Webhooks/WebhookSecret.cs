using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ImapApi.Domain.Webhooks;

/// <summary>What webhooks are signed with: <c>whsec_</c> and base64 of 24 to 64 random bytes (Standard Webhooks, "Signature scheme").</summary>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int CreatedBytes = 32;
    private const int FewestBytes = 24;
    private const int MostBytes = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>The key itself, without the prefix.</summary>
    public ReadOnlySpan<byte> Key => _key;

    public static WebhookSecret Create() => new(RandomNumberGenerator.GetBytes(CreatedBytes));

    public static bool TryParse(string? text, [NotNullWhen(true)] out WebhookSecret? secret)
    {
        secret = null;
        Span<byte> key = stackalloc byte[MostBytes + 2];
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal) || !Convert.TryFromBase64Chars(text.AsSpan(Prefix.Length), key, out var length) || length is < FewestBytes or > MostBytes)
            return false;
        secret = new WebhookSecret(key[..length].ToArray());
        return true;
    }

    /// <summary>As the receiver is told it, once.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String(_key);

    /// <summary>Never the secret.</summary>
    public override string ToString() => Prefix + "…";
}
