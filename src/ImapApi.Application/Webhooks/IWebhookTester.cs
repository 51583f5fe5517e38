using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Application.Webhooks;

/// <summary>Posts a test event.</summary>
public interface IWebhookTester
{
    /// <param name="owner">To whose own target; null: to that of the settings.</param>
    /// <returns>What the target answered; null: no target is set.</returns>
    Task<DeliveryAttempt?> TestAsync(AccountId? owner, CancellationToken cancellationToken);
}
