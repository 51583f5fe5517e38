using System.ComponentModel;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("Which target gets a test event.")]
internal sealed record TestWebhooksRequest
{
    [Description("The account whose own target is meant; without it that of the settings.")]
    public string? Account { get; init; }
}
