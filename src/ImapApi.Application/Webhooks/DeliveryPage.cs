using ImapApi.Domain.Webhooks;

namespace ImapApi.Application.Webhooks;

public sealed record DeliveryPage(int Total, int Page, int Pages, IReadOnlyList<WebhookDelivery> Deliveries);
