using System.Net;
using ImapApi.Api.Auth;
using ImapApi.Application.Errors;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ImapApi.Api.Hosting;

/// <summary>Lets Kestrel listen where <c>[api]</c> says: anywhere but on loopback only when every caller is asked for a token.</summary>
internal sealed class ListenAddress(IOptions<ApiOptions> options, IOptions<AuthOptions> auth) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        var api = options.Value;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = api.MaxBodyBytes;
        // Account ids and search strings are long when percent-encoded.
        kestrel.Limits.MaxRequestLineSize = 32 * 1024;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        if (api.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && api.Port != 0)
            kestrel.ListenLocalhost(api.Port);
        else
            kestrel.Listen(Address(api.Host, auth.Value.Required), api.Port);
    }

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static IPAddress Address(string host, bool wantsTokens)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return IPAddress.Loopback;
        if (!IPAddress.TryParse(host, out var address))
            throw new StartupException($"api.host {host} is refused: it is an IP address, or localhost. 0.0.0.0 listens on all addresses of this machine.");
        if (!IsLoopback(host) && !wantsTokens)
            throw new StartupException($"api.host {host} is refused: whoever reaches the port could read all mail. Set auth.required = true, and make an access token first (ImapApi.Api token create --scopes admin), or listen on loopback.");
        return address;
    }
}
