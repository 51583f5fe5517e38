using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>The signing secrets of the targets.</summary>
internal interface IWebhookSecrets
{
    /// <param name="account">Whose own target; null: that of the settings.</param>
    /// <returns>None: webhooks are not signed.</returns>
    Task<IReadOnlyList<WebhookSecret>> ListValidAsync(AccountId? account, CancellationToken cancellationToken);
}
