using ImapApi.Application.Cluster;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Statistics;

/// <param name="Connections">Accounts by state; a state without accounts is absent.</param>
/// <param name="QueuedRequests">Requests that wait for an IMAP connection.</param>
/// <param name="WaitingWebhooks">Events that are not delivered to their targets yet.</param>
/// <param name="Outbox">Messages in the outbox that have not come to their end, by state; a state without messages is absent.</param>
public sealed record ServiceStatistics(
    int Accounts, IReadOnlyDictionary<AccountState, int> Connections, int QueuedRequests, long WaitingWebhooks, IReadOnlyDictionary<OutboxState, int> Outbox)
{
    public required DateTimeOffset Started { get; init; }

    /// <summary>Resident bytes of this process.</summary>
    public required long Memory { get; init; }

    /// <summary>Events that the nodes which run now have written to the log.</summary>
    public required long Events { get; init; }

    /// <summary>Events that the nodes which run now have delivered to webhook targets.</summary>
    public required long Deliveries { get; init; }

    /// <summary>The processes that serve the accounts together.</summary>
    public required IReadOnlyList<ClusterNode> Nodes { get; init; }
}
