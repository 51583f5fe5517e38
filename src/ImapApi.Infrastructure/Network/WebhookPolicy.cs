using ImapApi.Application.Webhooks;
using ImapApi.Domain.Settings;
using ImapApi.Infrastructure.Webhooks;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Network;

/// <summary>To where webhooks are posted, and where the authentication server may be: both are named over the API.</summary>
internal sealed class WebhookPolicy(IOptions<WebhookOptions> options) : IWebhookPolicy
{
    /// <summary>The configuration key that it comes from.</summary>
    public const string Key = "webhooks.targets";

    public ConnectPolicy Policy { get; } = new(options.Value.Targets, options.Value.Allow);

    public bool Forbids(HttpUrl url) => !Policy.MayAllow(new Uri(url.Address).DnsSafeHost);
}
