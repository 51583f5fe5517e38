using System.Buffers.Text;
using System.Security.Cryptography;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;
using MediatR;

namespace ImapApi.Application.Webhooks;

/// <summary>Makes a signing secret for a target. It signs at once, beside the one before it, until that one is deleted or a third is made.</summary>
/// <param name="Account">Whose own target; null: that of the settings.</param>
public sealed record CreateWebhookSecret(AccountId? Account) : IRequest<StoredSecret>
{
    internal sealed class Handler(IWebhookSecretStore secrets, IAccountStore accounts, TimeProvider time) : IRequestHandler<CreateWebhookSecret, StoredSecret>
    {
        private const int IdBytes = 9;

        public async Task<StoredSecret> Handle(CreateWebhookSecret request, CancellationToken cancellationToken)
        {
            if (request.Account is { } account && await accounts.FindAsync(account, cancellationToken) is null)
                throw NotFoundException.ForAccount(account);
            var secret = new StoredSecret(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)), time.GetUtcNow(), WebhookSecret.Create());
            await secrets.AddAsync(request.Account, secret, cancellationToken);
            return secret;
        }
    }
}
