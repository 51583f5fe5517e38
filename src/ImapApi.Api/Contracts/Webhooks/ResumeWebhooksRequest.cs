using System.ComponentModel;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("Which target is delivered to again.")]
internal sealed record ResumeWebhooksRequest
{
    [Description("The account whose own target is meant; without it that of the settings.")]
    public string? Account { get; init; }
}
