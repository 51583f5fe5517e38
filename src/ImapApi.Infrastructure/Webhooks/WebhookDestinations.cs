using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>A target with the secrets that its requests are signed with now.</summary>
internal sealed class WebhookDestinations(IWebhookSecrets secrets)
{
    /// <param name="owner">Whose target it is; null: that of the settings.</param>
    public async Task<WebhookDestination> OfAsync(AccountId? owner, WebhookSettings settings, CancellationToken cancellationToken)
    {
        var target = settings.Target!;
        return new WebhookDestination(target.Id, target.Url, settings.Headers, await secrets.ListValidAsync(owner, cancellationToken));
    }
}
