using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Cluster;

/// <summary>One account that came to a node from another.</summary>
/// <param name="Epoch">Counts the owners that the account has had.</param>
public sealed record HandOver(AccountId Account, long Epoch, DateTimeOffset Time);
