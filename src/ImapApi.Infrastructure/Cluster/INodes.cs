using Orleans.Services;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>The way to the other processes of the cluster.</summary>
internal interface INodes : IGrainServiceClient<INodeService>
{
    INodeService At(SiloAddress node);
}
