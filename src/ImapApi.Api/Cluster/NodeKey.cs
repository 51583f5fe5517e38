using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ImapApi.Api.Cluster;

/// <summary>
/// By what a node knows a request that another node has passed on. Derived from <c>cluster.secret</c>, which itself is never sent; whoever sends anything else
/// is a caller like all others.
/// </summary>
internal sealed class NodeKey(IOptions<NodeKeyOptions> options)
{
    public const string Header = "X-ImapApi-Node";

    private readonly byte[]? _expected = options.Value.Secret is { Length: > 0 } secret ? Encoding.ASCII.GetBytes(Derive(secret)) : null;

    /// <summary>What this node sends to the others; null: there are none.</summary>
    public string? Value { get; } = options.Value.Secret is { Length: > 0 } secret ? Derive(secret) : null;

    public bool IsSentWith(HttpRequest request) =>
        _expected is not null && request.Headers.TryGetValue(Header, out var sent) && sent is [{ } key]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), _expected);

    private static string Derive(string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "ImapApi: a request between nodes"u8));
}
