using ImapApi.Infrastructure.Security;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>The secrets in the documents of accounts.</summary>
internal sealed class AccountSecrets(IStore store, Partitions partitions, AccountCodec codec, SecretProtector protector) : ISecretDocuments
{
    private const int ReadAhead = 256;

    public async Task<int> RenewSecretsAsync(CancellationToken cancellationToken)
    {
        var renewed = 0;
        foreach (var partition in partitions.All)
        {
            foreach (var ids in (await store.ListIdsAsync(partition, AccountKeys.Accounts, cancellationToken)).Chunk(ReadAhead))
            {
                DocumentKey[] keys = [.. ids.Select(id => new DocumentKey(partition, AccountKeys.Accounts, id))];
                var documents = await store.GetManyAsync(keys, cancellationToken);
                for (var i = 0; i < keys.Length; i++)
                    renewed += await store.RenewAsync(keys[i], documents[i], protector, bytes => codec.Encode(codec.Decode(bytes)), cancellationToken) ? 1 : 0;
            }
        }

        return renewed;
    }
}
