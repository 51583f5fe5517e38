using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;
using MediatR;

namespace ImapApi.Application.Webhooks;

/// <summary>A target's signing secrets, the oldest first.</summary>
public sealed record ListWebhookSecrets(AccountId? Account) : IRequest<IReadOnlyList<StoredSecret>>
{
    internal sealed class Handler(IWebhookSecretStore secrets) : IRequestHandler<ListWebhookSecrets, IReadOnlyList<StoredSecret>>
    {
        public Task<IReadOnlyList<StoredSecret>> Handle(ListWebhookSecrets request, CancellationToken cancellationToken) => secrets.ListAsync(request.Account, cancellationToken);
    }
}
