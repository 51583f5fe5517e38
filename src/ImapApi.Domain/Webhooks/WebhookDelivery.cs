using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;

namespace ImapApi.Domain.Webhooks;

/// <summary>One event on its way to one target.</summary>
/// <param name="IsOwn">To the account's own target, not to that of the settings.</param>
/// <param name="Url">As it was, without user and password.</param>
/// <param name="Created">When the event was logged.</param>
/// <param name="NextAttempt">Only of a pending one.</param>
public sealed record WebhookDelivery(
    AccountId Account, bool IsOwn, EventId EventId, EventType Event, string Url, DateTimeOffset Created, DeliveryStatus Status, IReadOnlyList<DeliveryAttempt> Attempts, DateTimeOffset? NextAttempt)
{
    public DeliveryId Id => new(Account, IsOwn, EventId.Sequence);
}
