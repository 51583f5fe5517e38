using ImapApi.Application.Accounts;
using ImapApi.Application.Settings;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>Says in the settings, or in the account, that a target is disabled, where everybody sees it: the pages, other nodes, the next start.</summary>
internal sealed class WebhookTargets(ISettingsStore settings, IAccountStore accounts)
{
    /// <summary>Does nothing when another target has been set meanwhile.</summary>
    public async Task DisableAsync(AccountId? owner, string target, TargetDisabled disabled, CancellationToken cancellationToken)
    {
        if (owner is null)
            await settings.UpdateAsync(current => current with { Webhooks = Change(current.Webhooks) }, cancellationToken);
        else
            await accounts.UpdateAsync(owner, account => account with { Webhooks = Change(account.Webhooks) }, cancellationToken);

        WebhookSettings Change(WebhookSettings webhooks) =>
            webhooks.Target?.Id == target ? webhooks with { Target = webhooks.Target with { Disabled = disabled } } : webhooks;
    }
}
