using System.Text.Json;
using ImapApi.Application.Pipeline;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Submissions;
using ImapApi.Domain.Webhooks;
using Prometheus;

namespace ImapApi.Infrastructure.Metrics;

/// <summary>What the process tells Prometheus of itself, beside its HTTP calls: every name in one place.</summary>
internal sealed class ImapApiMetrics : IUseCaseMetrics
{
    private readonly CollectorRegistry _registry;
    private readonly Histogram _useCases;
    private readonly Gauge _connections;
    private readonly Counter _bytesSent;
    private readonly Counter _bytesReceived;
    private readonly Gauge _queueSize;
    private readonly Counter _events;
    private readonly Gauge _eventsStored;
    private readonly Gauge _eventBytesStored;
    private readonly Counter _eventsLost;
    private readonly Counter _webhooks;
    private readonly Histogram _webhookDuration;
    private long _eventCount;
    private long _deliveryCount;

    public ImapApiMetrics(CollectorRegistry registry)
    {
        _registry = registry;
        var metrics = Prometheus.Metrics.WithCustomRegistry(registry);
        _useCases = metrics.CreateHistogram("use_case_duration_seconds", "Duration of use cases.", ["useCase", "outcome"],
            new HistogramConfiguration { Buckets = [.0005, .001, .0025, .005, .01, .05, .1, .5, 1, 5, 10] });
        _connections = metrics.CreateGauge("imap_connections", "Accounts by the state of their connection.", "status");
        _bytesSent = metrics.CreateCounter("imap_bytes_sent", "Bytes sent to IMAP servers, before encryption.");
        _bytesReceived = metrics.CreateCounter("imap_bytes_received", "Bytes received from IMAP servers, after decryption.");
        _events = metrics.CreateCounter("events", "Events written to the event log.", "event");
        _eventsStored = metrics.CreateGauge("events_stored", "Events in the event log.");
        _eventBytesStored = metrics.CreateGauge("events_stored_bytes", "Bytes that the event log takes up, of the events and of the feeds that point at them.");
        _eventsLost = metrics.CreateCounter("events_lost", "Events that were removed from the log before a webhook could deliver them.");
        _webhooks = metrics.CreateCounter("webhooks", "Attempts to deliver an event, by what the delivery is after it: delivered, pending or failed.", "status", "event");
        _webhookDuration = metrics.CreateHistogram("webhook_req", "Seconds until a webhook target answered.",
            new HistogramConfiguration { Buckets = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30] });
        _queueSize = metrics.CreateGauge("queue_size", "Entries of a queue.", "queue", "state");
    }

    /// <summary>All of them, whatever their type.</summary>
    public long Events => Volatile.Read(ref _eventCount);

    /// <summary>Those that a target accepted.</summary>
    public long Deliveries => Volatile.Read(ref _deliveryCount);

    public void Record(string useCase, string outcome, TimeSpan duration) => _useCases.WithLabels(useCase, outcome).Observe(duration.TotalSeconds);

    public void CountEvent(EventType type)
    {
        Interlocked.Increment(ref _eventCount);
        _events.WithLabels(type.Name()).Inc();
    }

    public void SetStoredEvents(long events, long bytes)
    {
        _eventsStored.Set(events);
        _eventBytesStored.Set(bytes);
    }

    public void CountLostEvents(long events) => _eventsLost.Inc(events);

    public void CountWebhook(DeliveryStatus status, EventType type)
    {
        if (status == DeliveryStatus.Delivered)
            Interlocked.Increment(ref _deliveryCount);
        _webhooks.WithLabels(JsonNamingPolicy.CamelCase.ConvertName(status.ToString()), type.Name()).Inc();
    }

    public void ObserveWebhook(TimeSpan duration) => _webhookDuration.Observe(duration.TotalSeconds);

    /// <param name="waiting">Events that wait for their delivery.</param>
    public void CountWebhooks(Func<long> waiting) => _registry.AddBeforeCollectCallback(() => _queueSize.WithLabels("webhooks", "waiting").Set(waiting()));

    /// <param name="nodes">Processes that serve accounts together, as far as this one knows.</param>
    public void CountNodes(Func<int> nodes)
    {
        var gauge = Prometheus.Metrics.WithCustomRegistry(_registry).CreateGauge("imapapi_cluster_nodes", "Nodes of the cluster that serve accounts, as this one knows.");
        _registry.AddBeforeCollectCallback(() => gauge.Set(nodes()));
    }

    /// <param name="load">Messages in the outbox by state.</param>
    public void CountOutbox(Func<IReadOnlyDictionary<OutboxState, int>> load) =>
        _registry.AddBeforeCollectCallback(() =>
        {
            var counts = load();
            foreach (var state in Enum.GetValues<OutboxState>().Where(state => state is not (OutboxState.Rejected or OutboxState.Failed or OutboxState.Cancelled)))
                _queueSize.WithLabels("outbox", JsonNamingPolicy.CamelCase.ConvertName(state.ToString())).Set(counts.GetValueOrDefault(state));
        });

    public void AddBytesSent(long bytes) => _bytesSent.Inc(bytes);

    public void AddBytesReceived(long bytes) => _bytesReceived.Inc(bytes);

    /// <summary>Counts the accounts and their queues when somebody looks, rather than at every change.</summary>
    /// <param name="states">Accounts by state.</param>
    /// <param name="queued">Requests that wait for an IMAP connection.</param>
    public void CountAccounts(Func<IReadOnlyDictionary<AccountState, int>> states, Func<int> queued) =>
        _registry.AddBeforeCollectCallback(() =>
        {
            var counts = states();
            foreach (var state in Enum.GetValues<AccountState>())
                _connections.WithLabels(JsonNamingPolicy.CamelCase.ConvertName(state.ToString())).Set(counts.GetValueOrDefault(state));
            _queueSize.WithLabels("imap", "waiting").Set(queued());
        });
}
