using System.ComponentModel;

namespace ImapApi.Api.Contracts.Accounts;

[Description("The account whose mailboxes are looked at.")]
internal sealed record AccountSyncedResponse(
    [property: Description("The account's id.")] string Account,
    [property: Description("True: its mailboxes are looked at, now; what is found is told as events.")] bool Sync);
