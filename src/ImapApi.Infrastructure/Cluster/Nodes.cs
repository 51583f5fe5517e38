namespace ImapApi.Infrastructure.Cluster;

internal sealed class Nodes(IServiceProvider services) : Orleans.Runtime.Services.GrainServiceClient<INodeService>(services), INodes
{
    public INodeService At(SiloAddress node) => GetGrainService(node);
}
