using System.Text.Json;
using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Security;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>The signing secrets as secrets under a key: those of the settings' target, and of every account's.</summary>
internal sealed class WebhookSecretsRenewal(IStore store, Partitions partitions, IAccountStore accounts, SecretProtector protector) : ISecretDocuments
{
    public async Task<int> RenewSecretsAsync(CancellationToken cancellationToken)
    {
        var renewed = await RenewAsync(owner: null, cancellationToken);
        await foreach (var account in accounts.ListIdsAsync(cancellationToken))
            renewed += await RenewAsync(account, cancellationToken);
        return renewed;
    }

    private async Task<int> RenewAsync(AccountId? owner, CancellationToken cancellationToken)
    {
        var (partition, collection) = (owner is null ? Partition.Global : partitions.Of(owner), WebhookKeys.Secrets(owner));
        var renewed = 0;
        foreach (var document in await store.ListAsync(partition, collection, cancellationToken))
            renewed += await store.RenewAsync(new DocumentKey(partition, collection, document.Id), document.Value, protector, bytes => Renew(owner, bytes), cancellationToken) ? 1 : 0;
        return renewed;
    }

    private byte[] Renew(AccountId? owner, byte[] bytes)
    {
        var stored = JsonSerializer.Deserialize(bytes, WebhookJson.Default.SecretDocument)!;
        const string field = WebhookSecretRepository.Field;
        var hidden = owner is null
            ? protector.Protect(protector.Unprotect(stored.Secret, field), field)
            : protector.Protect(protector.Unprotect(stored.Secret, owner, field), owner, field);
        return JsonSerializer.SerializeToUtf8Bytes(stored with { Secret = hidden }, WebhookJson.Default.SecretDocument);
    }
}
