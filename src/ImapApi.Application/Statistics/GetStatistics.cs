using ImapApi.Application.Accounts;
using ImapApi.Application.Cluster;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;
using MediatR;

namespace ImapApi.Application.Statistics;

/// <summary>How many accounts there are, in which states, and what all the nodes have to do together.</summary>
public sealed record GetStatistics : IRequest<ServiceStatistics>
{
    internal sealed class Handler(
        IAccountStore accounts, IAccountConnections connections, IClusterNodes cluster, IRequestQueues queues, IWebhookDeliveries webhooks, IOutboxLoad outbox, IServiceFacts facts)
        : IRequestHandler<GetStatistics, ServiceStatistics>
    {
        public async Task<ServiceStatistics> Handle(GetStatistics request, CancellationToken cancellationToken)
        {
            var states = await connections.GetStatesAsync(cancellationToken);
            var total = 0;
            var counts = new SortedDictionary<AccountState, int>();
            await foreach (var id in accounts.ListIdsAsync(cancellationToken))
            {
                total++;
                var state = states.GetValueOrDefault(id, AccountState.Init);
                counts[state] = counts.GetValueOrDefault(state) + 1;
            }

            var nodes = await cluster.ListAsync(cancellationToken);
            NodeLoad[] others = [.. nodes.Where(node => !node.IsThis).Select(node => node.Load).OfType<NodeLoad>()];
            return new ServiceStatistics(total, counts, queues.Count + others.Sum(load => load.QueuedRequests), webhooks.Waiting + others.Sum(load => load.WaitingWebhooks), Outbox(others))
            {
                Started = facts.Started,
                Memory = facts.Memory,
                Events = facts.Events + others.Sum(load => load.Events),
                Deliveries = facts.Deliveries + others.Sum(load => load.Deliveries),
                Nodes = nodes,
            };
        }

        private SortedDictionary<OutboxState, int> Outbox(IEnumerable<NodeLoad> others)
        {
            var counts = new SortedDictionary<OutboxState, int>();
            foreach (var (state, count) in others.SelectMany(load => load.Outbox).Concat(outbox.Count()))
                counts[state] = counts.GetValueOrDefault(state) + count;
            return counts;
        }
    }
}
