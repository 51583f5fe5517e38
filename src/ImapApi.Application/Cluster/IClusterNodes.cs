namespace ImapApi.Application.Cluster;

/// <summary>The processes that serve the accounts together; one process alone is a cluster of one.</summary>
public interface IClusterNodes
{
    /// <summary>In the order of their addresses.</summary>
    Task<IReadOnlyList<ClusterNode>> ListAsync(CancellationToken cancellationToken);
}
