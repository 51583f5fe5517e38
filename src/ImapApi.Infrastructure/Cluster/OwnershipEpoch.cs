namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// One span of owning an account. Every state-changing write of the owner is a batch that checks the epoch for equality, so that a paused or
/// partitioned former owner can write nothing.
/// </summary>
/// <param name="Counter">Counts the owners of the account.</param>
/// <param name="Nonce">Random, so that two takers of one counter never pass for each other.</param>
internal readonly record struct OwnershipEpoch(long Counter, long Nonce);
