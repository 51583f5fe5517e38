using ImapApi.Application.Cluster;
using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Accounts;

/// <summary>What was registered, how it is doing, and who serves it.</summary>
public sealed record AccountOverview(Account Account, AccountStatus Status, AccountOwner Owner);
