using ImapApi.Application.Events;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>What delivering takes.</summary>
internal sealed class LaneServices(
    EventLog log, DeliveryRepository deliveries, IEventData data, IWebhookSender sender, WebhookDestinations destinations, WebhookTargets targets, OwnedAccounts owned, IOwnership ownership,
    ImapApiMetrics metrics, IOptions<WebhookOptions> options, TimeProvider time, ILogger<TargetRunner> logger)
{
    public EventLog Log => log;

    public DeliveryRepository Deliveries => deliveries;

    public IEventData Data => data;

    public IWebhookSender Sender => sender;

    public WebhookDestinations Destinations => destinations;

    public WebhookTargets Targets => targets;

    public OwnedAccounts Owned => owned;

    public IOwnership Ownership => ownership;

    public ImapApiMetrics Metrics => metrics;

    public DeliveryOptions Options => options.Value.Deliveries;

    public TimeProvider Time => time;

    public ILogger Logger => logger;
}
