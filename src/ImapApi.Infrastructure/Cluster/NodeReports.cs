using System.Collections.Concurrent;
using ImapApi.Application.Cluster;
using ImapApi.Application.Statistics;
using ImapApi.Application.Webhooks;
using ImapApi.Infrastructure.Imap.Workers;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>What is known of each node: of this one at any time, of the others as they told it last.</summary>
internal sealed class NodeReports(
    ILocalSiloDetails silo, NodeFacts facts, OwnedAccounts owned, Lazy<AccountWorkers> workers, Lazy<IWebhookDeliveries> webhooks, IOutboxLoad outbox, IServiceFacts service)
{
    private readonly ConcurrentDictionary<SiloAddress, Known> _known = new();
    private int _sentHere;

    public SiloAddress This => silo.SiloAddress;

    public NodeReport OfThis()
    {
        var last = facts.LastHandOver;
        return new NodeReport
        {
            Http = facts.Http.AbsoluteUri,
            State = (int)facts.State,
            Accounts = owned.Count,
            Since = facts.Since,
            HandOverAccount = last?.Account.Key,
            HandOverEpoch = last?.Epoch ?? 0,
            HandOverTime = last?.Time ?? default,
            QueuedRequests = workers.Value.Count,
            WaitingWebhooks = webhooks.Value.Waiting,
            Outbox = outbox.Count().ToDictionary(pair => (int)pair.Key, pair => pair.Value),
            Started = service.Started,
            Memory = service.Memory,
            Events = service.Events,
            Deliveries = service.Deliveries,
        };
    }

    public Dictionary<string, int> StatesHere() => workers.Value.All.ToDictionary(worker => worker.Id.Key, worker => (int)worker.Status.State);

    public void Note(SiloAddress node, NodeReport report) => _known[node] = new Known(report);

    /// <summary>Those that are not members any more are forgotten; what was sent to this one has come.</summary>
    public void Keep(IReadOnlyCollection<SiloAddress> members)
    {
        Volatile.Write(ref _sentHere, 0);
        foreach (var node in _known.Keys.Where(node => !members.Contains(node)))
            _known.TryRemove(node, out _);
    }

    /// <returns>Null: it has told nothing yet.</returns>
    public NodeReport? Find(SiloAddress node) => _known.TryGetValue(node, out var known) ? known.Report : null;

    /// <summary>How many accounts the node has, with those that were sent to it since its report; null: it takes none now.</summary>
    public int? LoadOf(SiloAddress node)
    {
        if (node.Equals(This))
            return facts.State == NodeState.Active ? owned.Count + Volatile.Read(ref _sentHere) : null;
        return _known.TryGetValue(node, out var known) && known.Report.State == (int)NodeState.Active ? known.Report.Accounts + known.Sent : null;
    }

    /// <summary>An account goes to the node, which does not report it yet.</summary>
    public void NoteSent(SiloAddress node)
    {
        if (node.Equals(This))
            Interlocked.Increment(ref _sentHere);
        else if (_known.TryGetValue(node, out var known))
            known.Send();
    }

    private sealed class Known(NodeReport report)
    {
        private int _sent;

        public NodeReport Report => report;

        public int Sent => Volatile.Read(ref _sent);

        public void Send() => Interlocked.Increment(ref _sent);
    }
}
