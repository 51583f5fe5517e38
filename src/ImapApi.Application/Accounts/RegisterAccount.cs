using FluentValidation;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;
using MediatR;

namespace ImapApi.Application.Accounts;

/// <summary>Creates the account, or replaces the one with this id; the connection starts in the background. Answers whether it is new.</summary>
public sealed record RegisterAccount(Account Account) : IRequest<bool>
{
    public WebhookChange Webhooks { get; init; } = WebhookChange.None;

    internal sealed class Validator : AbstractValidator<RegisterAccount>
    {
        public Validator(IWebhookPolicy policy)
        {
            RuleFor(request => request.Account).SetValidator(new AccountValidator()).OverridePropertyName("");
            RuleFor(request => request.Webhooks).SetValidator(new WebhookChangeValidator(policy)).OverridePropertyName("");
        }
    }

    internal sealed class Handler(IAccountStore accounts, IAccountConnections connections, TimeProvider time) : IRequestHandler<RegisterAccount, bool>
    {
        public async Task<bool> Handle(RegisterAccount request, CancellationToken cancellationToken)
        {
            var isNew = await accounts.SaveAsync(request.Account with { Webhooks = await WebhooksAsync(request, cancellationToken) }, cancellationToken);
            if (isNew)
                await connections.StartAsync(request.Account.Id, cancellationToken);
            else
                await connections.ReconnectAsync(request.Account.Id, cancellationToken);
            return isNew;
        }

        /// <summary>A target that is given again is the same one, and goes on where it was.</summary>
        private async Task<WebhookSettings> WebhooksAsync(RegisterAccount request, CancellationToken cancellationToken)
        {
            if (request.Webhooks.IsEmpty)
                return WebhookSettings.None;
            var former = (await accounts.FindAsync(request.Account.Id, cancellationToken))?.Webhooks.Target;
            return request.Webhooks.ApplyTo(WebhookSettings.None with { Target = request.Webhooks.Url is null ? null : former }, time.GetUtcNow());
        }
    }
}
