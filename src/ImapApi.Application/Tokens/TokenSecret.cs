using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ImapApi.Application.Tokens;

/// <summary>The secret of an access token: 32 random bytes as base64url, behind a prefix by which scanners of leaked secrets know it.</summary>
public static class TokenSecret
{
    public const string Prefix = "imapapi_";

    private const int ByteCount = 32;

    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ByteCount));

    /// <summary>SHA-256 of the text. A fast hash will do: 256 random bits cannot be guessed.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
