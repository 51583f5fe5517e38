using System.ComponentModel;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("A signing secret, without itself.")]
internal sealed record WebhookSecretResponse(
    [property: Description("Names it when it is deleted.")] string Id,
    [property: Description("When it was made.")] DateTimeOffset Created);
