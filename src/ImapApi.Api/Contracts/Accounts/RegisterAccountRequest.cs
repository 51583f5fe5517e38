using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Webhooks;
using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Accounts;

[Description("An account to register.")]
internal sealed record RegisterAccountRequest
{
    [Required, Description("Your own id for the account: 1 to 256 printable characters, not '.' or '..'. An id that exists updates that account.")]
    public string? Account { get; init; }

    [Required, Description("A name for people.")]
    public string? Name { get; init; }

    [Description("The IMAP server. Without it the account keeps no connection.")]
    public ServerEndpointRequest? Imap { get; init; }

    [Description("The SMTP server. Without it the account cannot submit.")]
    public ServerEndpointRequest? Smtp { get; init; }

    [Description("The account's own webhook target, beside that of the settings: an http or https URL, whose user and password become Basic authentication. Empty: none.")]
    public string? Webhooks { get; init; }

    [Description("Post only these events to the account's own target; empty: all.")]
    public IReadOnlyList<string>? WebhookEvents { get; init; }

    [Description("Headers that are sent with each webhook to the account's own target. Their values are a secret and never come back.")]
    public IReadOnlyList<CustomHeaderRequest>? WebhooksCustomHeaders { get; init; }

    public RegisterAccount ToCommand(RequestInput input)
    {
        if (!AccountId.TryParse(Account, out var id))
        {
            input.Refuse("account", $"has 1 to {AccountId.MaxLength} printable characters and is not '.' or '..'.");
            id = AccountId.Parse("-");
        }

        return new RegisterAccount(new Account(id, Name ?? "", Imap?.ToEndpoint("imap", input), Smtp?.ToEndpoint("smtp", input)))
        {
            Webhooks = AccountWebhooks.Read(Webhooks, WebhookEvents, WebhooksCustomHeaders, input),
        };
    }
}
