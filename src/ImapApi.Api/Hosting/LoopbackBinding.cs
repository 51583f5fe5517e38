using System.Net;
using ImapApi.Application.Errors;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ImapApi.Api.Hosting;

/// <summary>Lets Kestrel listen where <c>[api]</c> says, which must be a loopback address: nobody is asked for a token yet.</summary>
internal sealed class LoopbackBinding(IOptions<ApiOptions> options) : IConfigureOptions<KestrelServerOptions>
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
            kestrel.Listen(Address(api.Host), api.Port);
    }

    private static IPAddress Address(string host)
    {
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return IPAddress.Loopback;
        if (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
            return address;
        throw new StartupException($"api.host {host} is refused: this version has no access tokens yet, so it listens on loopback only (127.0.0.1, ::1, localhost).");
    }
}
