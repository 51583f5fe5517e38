using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Webhooks;

/// <summary>How the deliveries to a target go: an account's own, or that of the settings.</summary>
public sealed record GetWebhookTarget(AccountId? Account) : IRequest<TargetOverview>
{
    internal sealed class Handler(IWebhookDeliveries deliveries) : IRequestHandler<GetWebhookTarget, TargetOverview>
    {
        public async Task<TargetOverview> Handle(GetWebhookTarget request, CancellationToken cancellationToken) =>
            await deliveries.FindTargetAsync(request.Account, cancellationToken) ?? throw NotFoundException.ForWebhookTarget(request.Account);
    }
}
