using System.Net;

namespace ImapApi.Api.Auth;

/// <summary>
/// Counts wrong tokens by the address that sent them. A token cannot be guessed; whoever tries, or runs with a revoked one, is told to wait and is named to the
/// operator, once a minute. A right token is answered all the same.
/// </summary>
internal sealed partial class FailedLogIns(TimeProvider time, ILogger<FailedLogIns> logger)
{
    /// <summary>So many wrong tokens of one address within <see cref="Window"/> are answered 401, the others 429.</summary>
    public const int Most = 30;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Addresses that are counted apart; the others share one count.</summary>
    private const int MostAddresses = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _counts = [];
    private DateTimeOffset _begun;

    /// <summary>Counts one, and answers how long to wait when they are too many.</summary>
    public TimeSpan? Note(IPAddress? address)
    {
        var now = time.GetUtcNow();
        int count;
        TimeSpan left;
        lock (_gate)
        {
            if (now - _begun >= Window || now < _begun)
            {
                _counts.Clear();
                _begun = now;
            }

            left = _begun + Window - now;
            var from = KeyOf(address);
            if (_counts.Count >= MostAddresses && !_counts.ContainsKey(from))
                from = IPAddress.None;
            count = _counts[from] = _counts.GetValueOrDefault(from) + 1;
        }

        if (count == Most + 1)
            LogMany(address, Most);
        return count > Most ? left : null;
    }

    /// <summary>Who has one IPv6 address has 2⁶⁴ of them (RFC 4291 §2.5.4).</summary>
    private static IPAddress KeyOf(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (bytes.Length > 8)
            bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    [LoggerMessage(LogLevel.Warning, "{Address} has sent more than {Count} wrong access tokens within a minute")]
    private partial void LogMany(IPAddress? address, int count);
}
