namespace ImapApi.Application.Cluster;

/// <summary>The end of this process's part in the cluster, which takes a while when there are others to hand the accounts over to.</summary>
public interface INodeLife
{
    /// <summary>It was told to stop, and serves what is asked meanwhile: whoever chooses between nodes should choose another.</summary>
    bool IsLeaving { get; }

    /// <summary>The accounts are handed over, or there is nobody to take them: what still runs here ends.</summary>
    CancellationToken Left { get; }
}
