using System.ComponentModel;

namespace ImapApi.Api.Contracts.Accounts;

[Description("What came of a registration.")]
internal sealed record AccountRegisteredResponse(
    [property: Description("The account's id.")] string Account,
    [property: Description("new, or existing when the id was there already and is updated.")] string State);
