using System.ComponentModel;
using ImapApi.Application.Cluster;

namespace ImapApi.Api.Contracts.Statistics;

[Description("The processes that serve the accounts together; one alone is a cluster of one.")]
internal sealed record ClusterResponse([property: Description("In the order of their addresses.")] IReadOnlyList<ClusterResponse.NodeResponse> Nodes)
{
    public static ClusterResponse From(IReadOnlyList<ClusterNode> nodes) => new([.. nodes.Select(NodeResponse.From)]);

    [Description("One process of the cluster.")]
    internal sealed record NodeResponse(
        [property: Description("Where the other nodes reach it, host:port.")] string Address,
        [property: Description("Where its API answers; left out while it has not said so.")] string? Http,
        [property: Description("active, leaving (it hands its accounts over and stops) or away (it does not reach the store, or the others do not reach it).")] string State,
        [property: Description("How many accounts it serves.")] int Accounts,
        [property: Description("When it joined; left out while it has not said so.")] DateTimeOffset? Since,
        [property: Description("True: it is the process that answers.")] bool This,
        [property: Description("Its resident memory in bytes; left out when it does not answer.")] long? Memory,
        [property: Description("The account that came to it last from another node, or after a start.")] HandOverResponse? LastHandOver)
    {
        public static NodeResponse From(ClusterNode node) => new(
            node.Address,
            node.Http?.GetLeftPart(UriPartial.Authority),
            node.State switch { NodeState.Active => "active", NodeState.Leaving => "leaving", _ => "away" },
            node.Accounts,
            node.Since,
            node.IsThis,
            node.Load?.Memory,
            node.LastHandOver is { } last ? new HandOverResponse(last.Account.Value, last.Epoch, last.Time) : null);
    }

    [Description("An account that a node took over.")]
    internal sealed record HandOverResponse(
        [property: Description("The account's id.")] string Account,
        [property: Description("Counts the nodes, and the starts of nodes, that have served the account.")] long Epoch,
        [property: Description("When.")] DateTimeOffset Time);
}
