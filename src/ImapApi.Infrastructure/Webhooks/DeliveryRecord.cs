using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>A delivery as it is stored.</summary>
internal sealed record DeliveryRecord(
    bool IsOwn, string EventId, EventType Event, string Url, DateTimeOffset Created, DeliveryStatus Status, IReadOnlyList<DeliveryAttempt> Attempts, DateTimeOffset? NextAttempt)
{
    public static DeliveryRecord Of(LoggedEvent entry, bool isOwn, string url) =>
        new(isOwn, entry.Id.ToString(), entry.Type, url, entry.Date, DeliveryStatus.Pending, [], NextAttempt: null);

    public DeliveryRecord With(DeliveryAttempt attempt, DeliveryStatus status, DateTimeOffset? next = null) =>
        this with { Attempts = [.. Attempts, attempt], Status = status, NextAttempt = next };

    public WebhookDelivery ToDelivery(AccountId account) => new(
        account, IsOwn, Domain.Changes.EventId.TryParse(EventId, out var id) ? id : default, Event, Url, Created, Status, Attempts, NextAttempt);
}
