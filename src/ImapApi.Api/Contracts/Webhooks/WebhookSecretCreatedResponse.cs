using System.ComponentModel;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("The new signing secret.")]
internal sealed record WebhookSecretCreatedResponse(
    [property: Description("Names it when it is deleted.")] string Id,
    [property: Description("The secret, for a Standard Webhooks verifier. It is shown this once.")] string Secret);
