using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace ImapApi.Api.Auth;

/// <summary>Takes from trusted proxies who calls them. Whatever others say of it counts for nothing.</summary>
internal sealed class TrustedProxies(IOptions<AuthOptions> options) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions forwarded)
    {
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var entry in options.Value.TrustedProxies)
        {
            if (NetworksAttribute.TryParse(entry, out var network))
                forwarded.KnownIPNetworks.Add(network);
        }

        // Without a known proxy the middleware would trust everybody.
        forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count > 0 ? ForwardedHeaders.XForwardedFor : ForwardedHeaders.None;
        // From the last hop backwards to the first that is not trusted.
        forwarded.ForwardLimit = null;
    }
}
