namespace ImapApi.Application.Cluster;

/// <summary>One process of the cluster.</summary>
/// <param name="Address">Where the other nodes reach it, as <c>host:port</c>.</param>
/// <param name="Http">Where its API answers; null while it has not said so.</param>
/// <param name="Accounts">How many it serves.</param>
/// <param name="Since">When it joined; null while it has not said so.</param>
/// <param name="LastHandOver">The account that came to it last, from another node or after a failure; null: none did.</param>
/// <param name="Load">Null: it does not answer.</param>
public sealed record ClusterNode(string Address, Uri? Http, NodeState State, int Accounts, DateTimeOffset? Since, HandOver? LastHandOver, NodeLoad? Load)
{
    /// <summary>It is the process that answers.</summary>
    public bool IsThis { get; init; }
}
