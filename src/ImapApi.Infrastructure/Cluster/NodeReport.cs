using ImapApi.Application.Cluster;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>What a node says of itself, as it goes to the others: plain values, so that nothing of the domain has to know of Orleans.</summary>
[GenerateSerializer]
[Alias("ImapApi.NodeReport")]
internal sealed record NodeReport
{
    [Id(0)]
    public required string Http { get; init; }

    [Id(1)]
    public int State { get; init; }

    [Id(2)]
    public int Accounts { get; init; }

    [Id(3)]
    public string? HandOverAccount { get; init; }

    [Id(4)]
    public long HandOverEpoch { get; init; }

    [Id(5)]
    public DateTimeOffset HandOverTime { get; init; }

    [Id(6)]
    public int QueuedRequests { get; init; }

    [Id(7)]
    public long WaitingWebhooks { get; init; }

    [Id(8)]
    public Dictionary<int, int> Outbox { get; init; } = [];

    [Id(9)]
    public DateTimeOffset Started { get; init; }

    [Id(10)]
    public long Memory { get; init; }

    [Id(11)]
    public long Events { get; init; }

    [Id(12)]
    public long Deliveries { get; init; }

    [Id(13)]
    public DateTimeOffset Since { get; init; }

    public HandOver? LastHandOver => HandOverAccount is { } key ? new HandOver(AccountId.FromKey(key), HandOverEpoch, HandOverTime) : null;

    public NodeLoad Load => new(QueuedRequests, WaitingWebhooks, Outbox.ToDictionary(pair => (OutboxState)pair.Key, pair => pair.Value), Started, Memory, Events, Deliveries);
}
