using ImapApi.Domain.Accounts;

namespace ImapApi.Application.Accounts;

/// <summary>What was registered and how it is doing.</summary>
public sealed record AccountOverview(Account Account, AccountStatus Status);
