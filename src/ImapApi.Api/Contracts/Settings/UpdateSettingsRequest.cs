using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Webhooks;
using ImapApi.Application.Settings;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Settings;

[Description("The settings that change; the others stay.")]
internal sealed record UpdateSettingsRequest
{
    [Description("Where the events of all accounts are posted to: an http or https URL, whose user and password become Basic authentication. Empty: nowhere. A URL without user and password keeps those it has.")]
    public string? Webhooks { get; init; }

    [Description("Post only these events; empty: all.")]
    public IReadOnlyList<string>? WebhookEvents { get; init; }

    [Description("Begin with the events of this time, as far as they are kept. Without it a new URL begins now.")]
    public DateTimeOffset? WebhooksFrom { get; init; }

    [Description("Who is asked for the credentials of accounts with useAuthServer: an http or https URL. Empty: nobody.")]
    public string? AuthServer { get; init; }

    [Description("Whose protocol logs are kept; what is left out stays.")]
    public LogSettingsRequest? Logs { get; init; }

    public UpdateSettings ToCommand(RequestInput input) => new(Logs is null ? null : new LogSettingsChange(Logs.All, Logs.ReadAccounts(input), Logs.MaxLogLines))
    {
        Webhooks = new WebhookChange(UrlInput.Read(Webhooks, "webhooks", input), EventNames.Read(WebhookEvents, "webhookEvents", input), WebhooksFrom, Headers: null),
        AuthServer = UrlInput.Read(AuthServer, "authServer", input),
    };

    [Description("Whose protocol logs are kept.")]
    internal sealed record LogSettingsRequest
    {
        [Description("Every account's.")]
        public bool? All { get; init; }

        [Description("Of these accounts.")]
        public IReadOnlyList<string>? Accounts { get; init; }

        [Description("How many of the latest lines are kept for each account. Default 10000.")]
        public int? MaxLogLines { get; init; }

        internal IReadOnlyList<AccountId>? ReadAccounts(RequestInput input)
        {
            if (Accounts is null)
                return null;
            var ids = new List<AccountId>();
            foreach (var account in Accounts)
            {
                if (AccountId.TryParse(account, out var id))
                    ids.Add(id);
                else
                    input.Refuse("logs.accounts", "is a list of account ids.");
            }

            return ids;
        }
    }
}
