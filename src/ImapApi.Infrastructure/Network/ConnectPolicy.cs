using System.Net;

namespace ImapApi.Infrastructure.Network;

/// <summary>
/// To which addresses connections may be opened. Names are judged by what they resolve to, at the moment of connecting: what was checked is what is
/// connected to, so that a name cannot change its mind in between.
/// </summary>
internal sealed class ConnectPolicy
{
    public const string AnyWord = "any";
    public const string PublicWord = "public";
    public const string AllowlistWord = "allowlist";

    private readonly string _targets;
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> _networks = [];

    /// <param name="targets">One of the three words.</param>
    /// <param name="allow">Addresses, networks in CIDR notation, and host names: with <c>allowlist</c> only these, with <c>public</c> these too.</param>
    public ConnectPolicy(string targets, IEnumerable<string> allow)
    {
        _targets = targets;
        foreach (var entry in allow)
        {
            if (IPNetwork.TryParse(entry, out var network))
                _networks.Add(network);
            else if (IPAddress.TryParse(entry, out var address))
                _networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                _hosts.Add(Canonical(entry));
        }
    }

    public static ConnectPolicy Any { get; } = new(AnyWord, []);

    /// <summary>Whether an entry of an allow list can be read.</summary>
    public static bool IsEntry(string entry) => IPNetwork.TryParse(entry, out _) || Uri.CheckHostName(entry.Trim('[', ']')) != UriHostNameType.Unknown;

    /// <summary>False when it is known without resolving that no connection to this host will be allowed.</summary>
    public bool MayAllow(string host)
    {
        if (_targets == AnyWord || _hosts.Contains(Canonical(host)))
            return true;
        if (IPAddress.TryParse(host, out var address))
            return Allows(host, address);
        return !IsLocalName(Canonical(host)) && (_targets == PublicWord || _networks.Count > 0);
    }

    /// <param name="host">As it was asked for.</param>
    /// <param name="address">What it resolves to.</param>
    public bool Allows(string host, IPAddress address)
    {
        if (_targets == AnyWord || _hosts.Contains(Canonical(host)) || IsListed(address) || (AddressScope.Embedded(address) is { } inner && IsListed(inner)))
            return true;
        return _targets == PublicWord && AddressScope.IsPublic(address);
    }

    private bool IsListed(IPAddress address) => _networks.Exists(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));

    private static string Canonical(string host) => host.Trim('[', ']').TrimEnd('.');

    /// <summary>RFC 6761 §6.3, and what Debian's /etc/hosts calls IPv6's loopback.</summary>
    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || host.Equals("ip6-localhost", StringComparison.OrdinalIgnoreCase) || host.Equals("ip6-loopback", StringComparison.OrdinalIgnoreCase)
        || host.Equals("localhost.localdomain", StringComparison.OrdinalIgnoreCase);
}
