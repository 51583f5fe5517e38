using System.Collections.Concurrent;
using System.Text.Json;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Security;
using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Webhooks;

/// <summary>The signing secrets: one encrypted document each, and for some seconds in memory, because every webhook is signed.</summary>
internal sealed class WebhookSecretRepository(IStore store, Partitions partitions, SecretProtector protector, TimeProvider time) : IWebhookSecretStore, IWebhookSecrets
{
    public const string Field = "webhooks.secret";
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, IReadOnlyList<WebhookSecret> Secrets)> _remembered = new(StringComparer.Ordinal);

    public async Task AddAsync(AccountId? owner, StoredSecret secret, CancellationToken cancellationToken)
    {
        var known = await ListAsync(owner, cancellationToken);
        var batch = new Batch(PartitionOf(owner)).Put(KeyOf(owner, secret.Id), Encode(owner, secret));
        foreach (var old in known.SkipLast(IWebhookSecretStore.MostValid - 1))
            batch.Delete(KeyOf(owner, old.Id));
        await store.ApplyAsync(batch, cancellationToken);
        _remembered.TryRemove(WebhookKeys.Secrets(owner), out _);
    }

    public async Task<IReadOnlyList<StoredSecret>> ListAsync(AccountId? owner, CancellationToken cancellationToken)
    {
        var documents = await store.ListAsync(PartitionOf(owner), WebhookKeys.Secrets(owner), cancellationToken);
        return [.. documents.Select(document => Decode(owner, document)).OrderBy(secret => secret.Created).ThenBy(secret => secret.Id, StringComparer.Ordinal)];
    }

    public async Task<bool> RemoveAsync(AccountId? owner, string id, CancellationToken cancellationToken)
    {
        var key = KeyOf(owner, id);
        var outcome = await store.ApplyAsync(new Batch(PartitionOf(owner)).RequirePresent(key).Delete(key), cancellationToken);
        _remembered.TryRemove(WebhookKeys.Secrets(owner), out _);
        return outcome.Applied;
    }

    public async Task<IReadOnlyList<WebhookSecret>> ListValidAsync(AccountId? account, CancellationToken cancellationToken)
    {
        var name = WebhookKeys.Secrets(account);
        if (_remembered.TryGetValue(name, out var known) && time.GetUtcNow() < known.Until)
            return known.Secrets;
        IReadOnlyList<WebhookSecret> secrets = [.. (await ListAsync(account, cancellationToken)).Select(secret => secret.Secret)];
        _remembered[name] = (time.GetUtcNow() + Remembered, secrets);
        return secrets;
    }

    private Partition PartitionOf(AccountId? owner) => owner is null ? Partition.Global : partitions.Of(owner);

    private DocumentKey KeyOf(AccountId? owner, string id) => new(PartitionOf(owner), WebhookKeys.Secrets(owner), id);

    private byte[] Encode(AccountId? owner, StoredSecret secret)
    {
        var text = secret.Secret.Reveal();
        var hidden = owner is null ? protector.Protect(text, Field) : protector.Protect(text, owner, Field);
        return JsonSerializer.SerializeToUtf8Bytes(new SecretDocument(secret.Created, hidden), WebhookJson.Default.SecretDocument);
    }

    private StoredSecret Decode(AccountId? owner, Document document)
    {
        var stored = JsonSerializer.Deserialize(document.Value, WebhookJson.Default.SecretDocument)!;
        var text = owner is null ? protector.Unprotect(stored.Secret, Field) : protector.Unprotect(stored.Secret, owner, Field);
        return new StoredSecret(document.Id, stored.Created, WebhookSecret.TryParse(text, out var secret) ? secret : throw new InvalidOperationException("A stored signing secret cannot be read."));
    }
}
