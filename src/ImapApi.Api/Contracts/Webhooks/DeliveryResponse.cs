using System.ComponentModel;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("One event on its way to one target.")]
internal sealed record DeliveryResponse(
    [property: Description("Names it when it is replayed.")] string Id,
    [property: Description("The event's id: the same in the webhook, the stream and the listing, and through all attempts.")] string EventId,
    [property: Description("Whose event it is.")] string Account,
    [property: Description("The event's type.")] string Event,
    [property: Description("Where it is posted to, without user and password.")] string Url,
    [property: Description("delivered, pending (to be tried again) or failed (given up).")] string Status,
    [property: Description("The attempts, the first one first.")] IReadOnlyList<DeliveryAttemptResponse> Attempts,
    [property: Description("When a pending one is tried again.")] DateTimeOffset? NextAttempt)
{
    public static DeliveryResponse From(WebhookDelivery delivery) => new(
        delivery.Id.ToString(), delivery.EventId.ToString(), delivery.Account.Value, delivery.Event.Name(), delivery.Url, delivery.Status.ToWord(),
        [.. delivery.Attempts.Select(DeliveryAttemptResponse.From)], delivery.NextAttempt);
}
