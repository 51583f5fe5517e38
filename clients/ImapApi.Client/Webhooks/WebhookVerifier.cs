using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImapApi.Client.Webhooks;

/// <summary>Tells whether a webhook is from the server, and fresh (Standard Webhooks 1.0).</summary>
public sealed class WebhookVerifier
{
    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    private readonly byte[][] _keys;
    private readonly TimeSpan _window;
    private readonly TimeProvider _time;

    /// <param name="secrets">As they were shown when they were made; more than one while one is being replaced.</param>
    /// <param name="window">How old, or how far ahead, a webhook may be; five minutes by default. What is older may be a replay.</param>
    /// <exception cref="FormatException">A secret is none.</exception>
    public WebhookVerifier(IEnumerable<string> secrets, TimeSpan? window = null, TimeProvider? time = null)
    {
        _keys = [.. secrets.Select(Key)];
        if (_keys.Length == 0)
            throw new ArgumentException("At least one secret is needed.", nameof(secrets));
        _window = window ?? TimeSpan.FromMinutes(5);
        _time = time ?? TimeProvider.System;
    }

    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>.</param>
    /// <param name="body">The body as it came: its bytes, not what they mean.</param>
    public bool IsGenuine(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(id) || signatures is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        if (Math.Abs(_time.GetUtcNow().ToUnixTimeSeconds() - (double)seconds) > _window.TotalSeconds)
            return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var given = signatures.Split(' ').Where(one => one.StartsWith(Version, StringComparison.Ordinal)).Select(one => Encoding.ASCII.GetBytes(one[Version.Length..])).ToList();
        var isGenuine = false;
        // All are compared, whatever the first says.
        foreach (var key in _keys)
        {
            var expected = Encoding.ASCII.GetBytes(Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
            foreach (var signature in given)
                isGenuine |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return isGenuine;
    }

    private static byte[] Key(string secret) => Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
}
