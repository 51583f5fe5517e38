using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Signs the access tokens (JWT, RFC 7519) that a Dovecot with this key checks by itself.</summary>
public sealed class DovecotTokens
{
    public byte[] Key { get; } = RandomNumberGenerator.GetBytes(32);

    public string For(string user, TimeSpan? valid = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var head = Encode(new { alg = "HS256", typ = "JWT" });
        var claims = Encode(new { sub = user, iat = now.AddHours(-1).ToUnixTimeSeconds(), exp = now.Add(valid ?? TimeSpan.FromHours(1)).ToUnixTimeSeconds() });
        return $"{head}.{claims}.{Base64Url.EncodeToString(HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes($"{head}.{claims}")))}";
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
