using Orleans.Runtime.Placement;

namespace ImapApi.Infrastructure.Cluster;

internal sealed class AccountPlacementDirector(NodeReports reports) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var nodes = context.GetCompatibleSilos(target);
        // None takes accounts, so far as is known: then whoever asks does, which is told why when it tries.
        var chosen = nodes.Select(node => (Node: node, Load: reports.LoadOf(node))).Where(one => one.Load is not null)
            .OrderBy(one => one.Load).ThenByDescending(one => one.Node.Equals(reports.This)).Select(one => one.Node).FirstOrDefault()
            ?? (nodes.Contains(reports.This) ? reports.This : nodes[0]);
        reports.NoteSent(chosen);
        return Task.FromResult(chosen);
    }
}
