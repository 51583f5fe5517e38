using System.ComponentModel;
using ImapApi.Api.Contracts.Accounts;
using ImapApi.Api.Contracts.Submissions;
using ImapApi.Api.Hosting;
using ImapApi.Application.Statistics;

namespace ImapApi.Api.Contracts.Statistics;

[Description("How the service is doing.")]
internal sealed record StatisticsResponse(
    [property: Description("The program's version.")] string Version,
    [property: Description("How many accounts are registered.")] int Accounts,
    [property: Description("How many accounts are in each state; a state without accounts is left out.")] IReadOnlyDictionary<string, int> Connections,
    [property: Description("How much waits.")] StatisticsResponse.QueuesResponse Queues,
    [property: Description("When this process started.")] DateTimeOffset Started,
    [property: Description("Its resident memory in bytes.")] long Memory,
    [property: Description("How many events the nodes have written to the log since their start.")] long Events,
    [property: Description("How many events webhook targets have accepted from the nodes since their start.")] long Deliveries,
    [property: Description("The processes that serve the accounts together.")] ClusterResponse Cluster)
{
    public static StatisticsResponse From(ServiceStatistics statistics) => new(
        ProductVersion.Value,
        statistics.Accounts,
        statistics.Connections.ToDictionary(state => state.Key.ToWord(), state => state.Value),
        new QueuesResponse(statistics.QueuedRequests, statistics.WaitingWebhooks, statistics.Outbox.ToDictionary(state => state.Key.ToWord(), state => state.Value)),
        statistics.Started,
        statistics.Memory,
        statistics.Events,
        statistics.Deliveries,
        ClusterResponse.From(statistics.Nodes));

    [Description("How much waits.")]
    internal sealed record QueuesResponse(
        [property: Description("Requests that wait for their account's IMAP connection.")] int Imap,
        [property: Description("Events that are not delivered to their webhook targets yet.")] long Webhooks,
        [property: Description("Messages in the outbox that have not come to their end, by state; a state without messages is left out.")] IReadOnlyDictionary<string, int> Outbox);
}
