using ImapApi.Application.Accounts;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Statistics;

/// <summary>How many accounts there are, and in which states.</summary>
public sealed record GetStatistics : IRequest<ServiceStatistics>
{
    internal sealed class Handler(IAccountStore accounts, IAccountConnections connections, IRequestQueues queues, IWebhookDeliveries webhooks, IOutboxLoad outbox, IServiceFacts facts)
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

            return new ServiceStatistics(total, counts, queues.Count, webhooks.Waiting, outbox.Count())
            {
                Started = facts.Started,
                Memory = facts.Memory,
                Events = facts.Events,
                Deliveries = facts.Deliveries,
            };
        }
    }
}
