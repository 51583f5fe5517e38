using System.ComponentModel;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("The signing secret that was deleted.")]
internal sealed record WebhookSecretDeletedResponse(
    [property: Description("Its id.")] string Id,
    [property: Description("Always true.")] bool Deleted);
