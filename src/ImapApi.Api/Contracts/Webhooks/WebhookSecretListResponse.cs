using System.ComponentModel;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("A target's signing secrets.")]
internal sealed record WebhookSecretListResponse([property: Description("The oldest first; each signs every webhook.")] IReadOnlyList<WebhookSecretResponse> Secrets);
