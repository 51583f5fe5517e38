using System.ComponentModel;
using ImapApi.Application.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("A page of accounts in the order of their ids.")]
internal sealed record AccountListResponse(
    [property: Description("How many accounts match.")] int Total,
    [property: Description("This page; pages count from 0.")] int Page,
    [property: Description("How many pages there are.")] int Pages,
    [property: Description("The accounts of this page.")] IReadOnlyList<AccountResponse> Accounts)
{
    public static AccountListResponse From(AccountPage page) => new(page.Total, page.Page, page.Pages, [.. page.Accounts.Select(AccountResponse.From)]);
}
