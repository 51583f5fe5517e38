using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using MediatR;

namespace ImapApi.Application.Webhooks;

/// <summary>Ends a signing secret: the end of a rotation.</summary>
public sealed record DeleteWebhookSecret(AccountId? Account, string Id) : IRequest
{
    internal sealed class Handler(IWebhookSecretStore secrets) : AsyncRequestHandler<DeleteWebhookSecret>
    {
        protected override async Task Handle(DeleteWebhookSecret request, CancellationToken cancellationToken)
        {
            if (!await secrets.RemoveAsync(request.Account, request.Id, cancellationToken))
                throw NotFoundException.ForWebhookSecret(request.Id);
        }
    }
}
