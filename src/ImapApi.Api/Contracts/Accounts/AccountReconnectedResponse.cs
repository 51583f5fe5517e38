using System.ComponentModel;

namespace ImapApi.Api.Contracts.Accounts;

[Description("The account that connects anew.")]
internal sealed record AccountReconnectedResponse(
    [property: Description("The account's id.")] string Account,
    [property: Description("True: its connections are dropped and made again, now.")] bool Reconnect);
