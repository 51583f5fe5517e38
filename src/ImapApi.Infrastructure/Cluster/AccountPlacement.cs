namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// Where accounts go: to the node that has the fewest, of those that take any. Orleans' own placement by activations counts every kind of grain, knows nothing
/// of a node that is about to leave, and nothing of one that does not reach the store.
/// </summary>
[GenerateSerializer]
[Alias("ImapApi.AccountPlacement")]
internal sealed class AccountPlacement : PlacementStrategy;
