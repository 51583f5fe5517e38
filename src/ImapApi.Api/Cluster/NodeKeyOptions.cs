namespace ImapApi.Api.Cluster;

/// <summary>What the API has to know of the <c>[cluster]</c> section.</summary>
internal sealed class NodeKeyOptions
{
    /// <summary>Known to all nodes and to nobody else. Empty: there are no other nodes.</summary>
    public string Secret { get; set; } = "";
}
