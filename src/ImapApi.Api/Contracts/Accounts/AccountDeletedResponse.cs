using System.ComponentModel;

namespace ImapApi.Api.Contracts.Accounts;

[Description("The account that was deleted.")]
internal sealed record AccountDeletedResponse(
    [property: Description("The account's id.")] string Account,
    [property: Description("True: it is gone, with all that was stored for it.")] bool Deleted);
