using System.Globalization;
using System.Net;
using ImapApi.Application.Errors;
using ImapApi.Domain.Settings;
using ImapApi.Infrastructure.Security;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Configuration;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>This process as the others see it.</summary>
/// <param name="Endpoint">Of the silo.</param>
/// <param name="Http">Where its API answers.</param>
internal sealed record ThisNode(IPEndPoint Endpoint, Uri Http, string Name, bool HasOthers)
{
    private const int ShortestSecret = 16;

    /// <exception cref="StartupException">A node of a cluster lacks what makes it one.</exception>
    public static ThisNode From(IConfiguration configuration)
    {
        var options = Read<NodeOptions>(configuration, NodeOptions.Section);
        var http = HttpOf(configuration, options.Advertise, options.Enabled);
        return options.Enabled
            ? new ThisNode(EndpointOf(configuration, options, http), http, options.Name, HasOthers: true)
            : new ThisNode(new IPEndPoint(IPAddress.Loopback, Loopback.FreePort()), http, options.Name, HasOthers: false);
    }

    private static IPEndPoint EndpointOf(IConfiguration configuration, NodeOptions options, Uri http)
    {
        if (Read<DbsOptions>(configuration, DbsOptions.Section).Redis.Length == 0)
            throw new StartupException("cluster.enabled needs a store that all nodes share: set dbs.redis.");
        if (Read<SecurityOptions>(configuration, SecurityOptions.Section) is { Key.Length: 0, KeyFile.Length: 0 })
            throw new StartupException("cluster.enabled needs a key that all nodes share: set security.key or security.keyFile to the same on each ('openssl rand -base64 32' makes one).");
        if (options.Secret.Length < ShortestSecret)
            throw new StartupException($"cluster.enabled needs cluster.secret, the same on each node, of at least {ShortestSecret} characters ('openssl rand -base64 32' makes one).");
        if (!IPEndPoint.TryParse(options.Address, out var endpoint) || endpoint.Port == 0 || endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any))
            throw new StartupException($"cluster.address {options.Address} is refused: it is the IP address and port at which the other nodes reach this one, like 10.0.0.5:11111.");
        if (!IPAddress.IsLoopback(endpoint.Address) && http.IsLoopback)
            throw new StartupException($"cluster.address {options.Address} is for nodes on other machines, which cannot reach this one's API at {http.GetLeftPart(UriPartial.Authority)}: set cluster.advertise, or api.host to an address that they reach.");
        return endpoint;
    }

    private static Uri HttpOf(IConfiguration configuration, string advertise, bool isDemanded)
    {
        if (advertise.Length == 0)
        {
            var (host, port) = (configuration["api:host"] ?? "127.0.0.1", Port(configuration["api:port"]));
            if (isDemanded && (port == 0 || IPAddress.TryParse(host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))))
                throw new StartupException($"cluster.enabled needs cluster.advertise when the API listens on {host}:{port}: the address at which the other nodes reach it, like http://10.0.0.5:3000.");
            // What is no address is refused by whoever listens there.
            return new UriBuilder(Uri.UriSchemeHttp, Uri.CheckHostName(host) == UriHostNameType.Unknown ? "localhost" : host, port).Uri;
        }

        return HttpUrl.HasScheme(advertise) && Uri.TryCreate(advertise, UriKind.Absolute, out var http) && http is { PathAndQuery: "/", UserInfo: "" }
            ? http
            : throw new StartupException($"cluster.advertise {advertise} is refused: it is the address at which the other nodes reach this one's API, like http://10.0.0.5:3000.");
    }

    private static int Port(string? text) => int.TryParse(text ?? "3000", NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort ? port : 0;

    private static T Read<T>(IConfiguration configuration, string section) where T : new() => configuration.GetSection(section).Get<T>() ?? new T();
}
