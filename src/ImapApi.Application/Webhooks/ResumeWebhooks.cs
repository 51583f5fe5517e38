using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Settings;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;
using MediatR;

namespace ImapApi.Application.Webhooks;

/// <summary>Delivers to a disabled target again, from the first event on that it did not get and that is still kept. Answers the target.</summary>
/// <param name="Account">Whose own target; null: that of the settings.</param>
public sealed record ResumeWebhooks(AccountId? Account) : IRequest<WebhookTarget>
{
    internal sealed class Handler(ISettingsStore settings, IAccountStore accounts) : IRequestHandler<ResumeWebhooks, WebhookTarget>
    {
        public async Task<WebhookTarget> Handle(ResumeWebhooks request, CancellationToken cancellationToken) =>
            await ResumeAsync(request.Account, cancellationToken) ?? throw NotFoundException.ForWebhookTarget(request.Account);

        private async Task<WebhookTarget?> ResumeAsync(AccountId? account, CancellationToken cancellationToken)
        {
            if (account is null)
                return (await settings.UpdateAsync(current => current with { Webhooks = Resumed(current.Webhooks) }, cancellationToken)).Webhooks.Target;
            var change = await accounts.UpdateAsync(account, current => current with { Webhooks = Resumed(current.Webhooks) }, cancellationToken);
            return (change ?? throw NotFoundException.ForAccount(account)).After.Webhooks.Target;
        }

        private static WebhookSettings Resumed(WebhookSettings webhooks) =>
            webhooks.Target is { } target ? webhooks with { Target = target with { Disabled = null } } : webhooks;
    }
}
