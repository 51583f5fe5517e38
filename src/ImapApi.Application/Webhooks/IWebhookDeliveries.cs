using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Application.Webhooks;

/// <summary>What was delivered to webhook targets, and what could not be. Throws <see cref="Errors.StoreUnavailableException"/> while the store is away.</summary>
public interface IWebhookDeliveries
{
    /// <summary>Events that this process has not delivered to their targets yet.</summary>
    long Waiting { get; }

    /// <param name="account">Null: of all accounts.</param>
    /// <returns>All that is kept, the newest event first.</returns>
    Task<IReadOnlyList<WebhookDelivery>> ListAsync(AccountId? account, CancellationToken cancellationToken);

    /// <summary>Posts the event again, now, with the same id, to the target as it is set now.</summary>
    /// <returns>The delivery with the new attempt; null: there is no such delivery.</returns>
    /// <exception cref="Errors.EventsExpiredException">The event is not in the log any more.</exception>
    /// <exception cref="Errors.ConflictException">No target is set.</exception>
    Task<WebhookDelivery?> ReplayAsync(DeliveryId id, CancellationToken cancellationToken);

    /// <summary>How the deliveries to a target go; null: none is set.</summary>
    /// <param name="owner">Whose own target; null: that of the settings.</param>
    Task<TargetOverview?> FindTargetAsync(AccountId? owner, CancellationToken cancellationToken);
}
