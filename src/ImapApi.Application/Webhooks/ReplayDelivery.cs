using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;
using MediatR;

namespace ImapApi.Application.Webhooks;

/// <summary>Posts an event again, with the same id, outside the order. That the target refuses it is an answer, not an error.</summary>
public sealed record ReplayDelivery(DeliveryId Id) : IRequest<WebhookDelivery>
{
    /// <summary>The only account whose deliveries the caller may see; null: all.</summary>
    public AccountId? Only { get; init; }

    internal sealed class Handler(IWebhookDeliveries deliveries) : IRequestHandler<ReplayDelivery, WebhookDelivery>
    {
        public async Task<WebhookDelivery> Handle(ReplayDelivery request, CancellationToken cancellationToken) =>
            (request.Only is null || request.Only == request.Id.Account ? await deliveries.ReplayAsync(request.Id, cancellationToken) : null)
            ?? throw NotFoundException.ForDelivery(request.Id.ToString());
    }
}
