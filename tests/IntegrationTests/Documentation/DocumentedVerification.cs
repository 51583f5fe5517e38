using System.Security.Cryptography;
using System.Text;

namespace ImapApi.IntegrationTests.Documentation;

/// <summary>The C# of <c>docs/webhooks.md</c>, letter by letter: a test compares.</summary>
internal static class DocumentedVerification
{
    public static bool Accepts(string secret, IReadOnlyDictionary<string, string> headers, byte[] body) =>
        IsGenuine(secret, headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], body);

#pragma warning disable IDE0040 // Letter by letter.
#pragma warning disable RS0030 // It is for programs that have no TimeProvider.
    /// <param name="body">As it came.</param>
    static bool IsGenuine(string secret, string id, string timestamp, string signatures, byte[] body)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        var isFresh = long.TryParse(timestamp, out var seconds) && Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds) < 300;
        return isFresh && signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), expected));
    }
#pragma warning restore RS0030, IDE0040
}
