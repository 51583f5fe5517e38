namespace ImapApi.Application.Cluster;

public enum NodeState
{
    /// <summary>Serves accounts.</summary>
    Active,

    /// <summary>Hands its accounts over, because it is about to stop.</summary>
    Leaving,

    /// <summary>Does not reach the store, or is not reached by the others.</summary>
    Away,
}
