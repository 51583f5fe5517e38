using System.Buffers.Text;
using System.Security.Cryptography;

namespace ImapApi.Infrastructure.Security;

/// <summary>One key, and the name under which ciphertexts remember it.</summary>
internal sealed class SecretKey
{
    public const int Length = 32;

    private SecretKey(byte[] bytes)
    {
        Bytes = bytes;
        // Derived, so that two processes with the same key agree on its name, and one way, so that the name says nothing about the key.
        Id = Base64Url.EncodeToString(HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, 9, info: "imapapi key id"u8.ToArray()));
    }

    public byte[] Bytes { get; }

    public string Id { get; }

    public static SecretKey Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>From base64; null when it is not base64 of 32 bytes.</summary>
    public static SecretKey? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == Length ? new SecretKey(bytes.ToArray()) : null;
    }

    public string ToBase64() => Convert.ToBase64String(Bytes);

    public override string ToString() => $"key {Id}";
}
