using System.Net;
using System.Net.Sockets;

namespace ImapApi.Infrastructure.Network;

/// <summary>
/// Which addresses lie on the public internet: all but those that IANA's special-purpose registries (RFC 6890) mark as not globally reachable, and but
/// multicast. An IPv6 address that carries an IPv4 one (mapped, compatible, NAT64, 6to4, Teredo, ISATAP) is what it carries.
/// </summary>
internal static class AddressScope
{
    private static readonly IPNetwork[] Special =
    [
        // RFC 1122 §3.2.1.3 (also: on Linux a connection to 0.0.0.0 reaches this host), 1918, 6598, 1122, 3927.
        Of("0.0.0.0/8"), Of("10.0.0.0/8"), Of("100.64.0.0/10"), Of("127.0.0.0/8"), Of("169.254.0.0/16"), Of("172.16.0.0/12"),
        // RFC 6890, 5737, 7526, 1918, 2544, 5737, 5737, 1112 with the limited broadcast address.
        Of("192.0.0.0/24"), Of("192.0.2.0/24"), Of("192.88.99.0/24"), Of("192.168.0.0/16"), Of("198.18.0.0/15"), Of("198.51.100.0/24"), Of("203.0.113.0/24"), Of("224.0.0.0/3"),
        // RFC 4291, 8215, 6666, 4380 with the rest of 2001::/23 (RFC 2928), 3849, 9637, 5156, 9602, 4193, 4291, 3879, 4291.
        Of("::/128"), Of("::1/128"), Of("64:ff9b:1::/48"), Of("100::/64"), Of("100:0:0:1::/64"), Of("2001::/23"), Of("2001:db8::/32"), Of("3fff::/20"), Of("5f00::/16"),
        Of("3ffe::/16"), Of("fc00::/7"), Of("fe80::/10"), Of("fec0::/10"), Of("ff00::/8"),
    ];

    public static bool IsPublic(IPAddress address)
    {
        if (Embedded(address) is { } inner)
            return IsPublic(inner);
        return !Special.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));
    }

    /// <summary>The IPv4 address that an IPv6 one stands for; null for any other.</summary>
    public static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return null;
        var bytes = address.GetAddressBytes();
        var words = bytes.AsSpan();
        // ::ffff:a.b.c.d, ::ffff:0:a.b.c.d (RFC 2765) and ::a.b.c.d; :: and ::1 stand for themselves.
        if (words[..8].IndexOfAnyExcept((byte)0) < 0 && IsZeroOrOnes(words[8..12]) && !IsUnspecifiedOrLoopback(words))
            return new IPAddress(words[12..]);
        // NAT64 (RFC 6052 §2.1).
        if (words[..12].SequenceEqual((ReadOnlySpan<byte>)[0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]))
            return new IPAddress(words[12..]);
        // 6to4 (RFC 3056 §2).
        if (words[0] == 0x20 && words[1] == 0x02)
            return new IPAddress(words[2..6]);
        // ISATAP (RFC 5214 §6.1), under whatever prefix.
        return (words[8] & 0xfd) == 0 && words[9] == 0 && words[10] == 0x5e && words[11] == 0xfe ? new IPAddress(words[12..]) : null;
    }

    private static bool IsZeroOrOnes(ReadOnlySpan<byte> middle) => middle is [0, 0, 0, 0] or [0, 0, 0xff, 0xff] or [0xff, 0xff, 0, 0];

    private static bool IsUnspecifiedOrLoopback(ReadOnlySpan<byte> bytes) => bytes[..15].IndexOfAnyExcept((byte)0) < 0 && bytes[15] <= 1;

    private static IPNetwork Of(string network) => IPNetwork.Parse(network);
}
