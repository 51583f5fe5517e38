using Orleans.Placement;

namespace ImapApi.Infrastructure.Cluster;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class AccountPlacementAttribute() : PlacementAttribute(new AccountPlacement());
