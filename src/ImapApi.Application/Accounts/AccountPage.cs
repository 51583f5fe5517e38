namespace ImapApi.Application.Accounts;

/// <summary>A page of accounts in the order of their ids; pages count from 0.</summary>
public sealed record AccountPage(int Total, int Page, int Pages, IReadOnlyList<AccountOverview> Accounts);
