using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Webhooks;
using MediatR;

namespace ImapApi.Application.Webhooks;

/// <summary>Deliveries, the newest event first.</summary>
public sealed record ListDeliveries(PageRequest Page, DeliveryStatus? Status, AccountId? Account, EventType? Event) : IRequest<DeliveryPage>
{
    internal sealed class Validator : AbstractValidator<ListDeliveries>
    {
        public Validator() => RuleFor(request => request.Page).SetValidator(new PageRequestValidator()).OverridePropertyName("");
    }

    internal sealed class Handler(IWebhookDeliveries deliveries) : IRequestHandler<ListDeliveries, DeliveryPage>
    {
        public async Task<DeliveryPage> Handle(ListDeliveries request, CancellationToken cancellationToken)
        {
            var all = await deliveries.ListAsync(request.Account, cancellationToken);
            var wanted = all.Where(request.Wants).ToList();
            var skip = (int)Math.Min(wanted.Count, (long)request.Page.Page * request.Page.PageSize);
            return new DeliveryPage(wanted.Count, request.Page.Page, request.Page.PagesFor(wanted.Count), [.. wanted.Skip(skip).Take(request.Page.PageSize)]);
        }
    }

    private bool Wants(WebhookDelivery delivery) => (Status is null || Status == delivery.Status) && (Event is null || Event == delivery.Event);
}
