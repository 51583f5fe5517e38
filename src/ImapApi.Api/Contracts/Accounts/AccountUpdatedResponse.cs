using System.ComponentModel;

namespace ImapApi.Api.Contracts.Accounts;

[Description("The account that was updated.")]
internal sealed record AccountUpdatedResponse(
    [property: Description("The account's id.")] string Account);
