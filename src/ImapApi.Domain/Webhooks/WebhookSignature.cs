using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImapApi.Domain.Webhooks;

/// <summary>The signature of Standard Webhooks: <c>v1,</c> and base64 of HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
public static class WebhookSignature
{
    /// <param name="id">The <c>webhook-id</c>; has no dot.</param>
    /// <param name="timestamp">The <c>webhook-timestamp</c>; whole seconds count.</param>
    public static string Sign(string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body, WebhookSecret secret)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp.ToUnixTimeSeconds()}.")));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }
}
