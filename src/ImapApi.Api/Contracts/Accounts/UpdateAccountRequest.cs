using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Webhooks;
using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("What changes of an account: each part that is given replaces the old one as a whole, the others stay.")]
internal sealed record UpdateAccountRequest
{
    [Description("A name for people.")]
    public string? Name { get; init; }

    [Description("The IMAP server. Another host, port, secure, tls or user demands auth anew: a stored password is not sent to another server.")]
    public ServerEndpointRequest? Imap { get; init; }

    [Description("The SMTP server, under the same rule.")]
    public ServerEndpointRequest? Smtp { get; init; }

    [Description("The account's own webhook target, beside that of the settings: an http or https URL, whose user and password become Basic authentication. Empty: none. A URL without user and password keeps those it has.")]
    public string? Webhooks { get; init; }

    [Description("Post only these events to the account's own target; empty: all.")]
    public IReadOnlyList<string>? WebhookEvents { get; init; }

    [Description("Headers that are sent with each webhook to the account's own target. Their values are a secret and never come back.")]
    public IReadOnlyList<CustomHeaderRequest>? WebhooksCustomHeaders { get; init; }

    public UpdateAccount ToCommand(AccountId id, RequestInput input) => new(id, Name, Imap?.ToChange("imap", input), Smtp?.ToChange("smtp", input))
    {
        Webhooks = AccountWebhooks.Read(Webhooks, WebhookEvents, WebhooksCustomHeaders, input),
    };
}
