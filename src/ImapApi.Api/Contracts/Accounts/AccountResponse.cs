using System.ComponentModel;
using ImapApi.Api.Contracts.Webhooks;
using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("An account: what was registered, without secrets, and how it is doing.")]
internal sealed record AccountResponse(
    [property: Description("The account's id.")] string Account,
    [property: Description("Its name for people.")] string Name,
    [property: Description("The IMAP server.")] ServerEndpointResponse? Imap,
    [property: Description("The SMTP server.")] ServerEndpointResponse? Smtp,
    [property: Description("The account's own webhook target, without user and password.")] string? Webhooks,
    [property: Description("True: user and password are set for it.")] bool? WebhooksAuthSet,
    [property: Description("Only these events are posted to it; left out: all.")] IReadOnlyList<string>? WebhookEvents,
    [property: Description("The headers that are sent with each webhook to it; their values are not shown.")] IReadOnlyList<CustomHeaderResponse>? WebhooksCustomHeaders,
    [property: Description("init, connecting, syncing, connected, authenticationError, connectError, unset (no imap settings) or disconnected.")] string State,
    [property: Description("Why it is not connected, or what last went wrong.")] AccountResponse.ErrorResponse? LastError,
    [property: Description("When the IMAP server was last heard.")] DateTimeOffset? LastServerByteAt,
    [property: Description("Open IMAP connections.")] int Connections,
    [property: Description("Where the API of the node answers that serves the account.")] string Node,
    [property: Description("Counts the nodes, and the starts of nodes, that have served the account; 0: none yet.")] long Epoch,
    [property: Description("Since when this one does.")] DateTimeOffset? OwnedSince)
{
    public static AccountResponse From(AccountOverview overview) => new(
        overview.Account.Id.Value,
        overview.Account.Name,
        ServerEndpointResponse.From(overview.Account.Imap),
        ServerEndpointResponse.From(overview.Account.Smtp),
        overview.Account.Webhooks.Target?.Url.Address,
        overview.Account.Webhooks.Target?.Url.UserInfo is null ? null : true,
        overview.Account.Webhooks.Events.Count == 0 ? null : EventNames.Write(overview.Account.Webhooks.Events),
        overview.Account.Webhooks.Headers.Count == 0 ? null : [.. overview.Account.Webhooks.Headers.Select(header => new CustomHeaderResponse(header.Key, ValueSet: true))],
        overview.Status.State.ToWord(),
        ErrorResponse.From(overview.Status.LastError),
        overview.Status.LastServerByteAt,
        overview.Status.Connections,
        overview.Owner.Node.GetLeftPart(UriPartial.Authority),
        overview.Owner.Epoch,
        overview.Owner.Since);

    [Description("What went wrong with an account's connection.")]
    internal sealed record ErrorResponse(
        [property: Description("A stable machine word.")] string Code,
        [property: Description("What happened and what can be done, in a sentence.")] string Message,
        [property: Description("The mail server's own words.")] string? ServerResponse,
        [property: Description("When.")] DateTimeOffset Time)
    {
        public static ErrorResponse? From(AccountError? error) =>
            error is null ? null : new ErrorResponse(error.Code, error.Message, error.ServerResponse, error.Time);
    }
}
