using ImapApi.Infrastructure.Storage;

namespace ImapApi.Infrastructure.Security;

/// <summary>Encrypting one document anew.</summary>
internal static class RenewedDocument
{
    /// <summary>Only as it still is: whoever changes it meanwhile is not undone, and the newer one is looked at in turn.</summary>
    /// <param name="bytes">As it was read; null: there is none.</param>
    /// <returns>Whether an old key had encrypted it.</returns>
    public static async Task<bool> RenewAsync(
        this IStore store, DocumentKey key, byte[]? bytes, SecretProtector protector, Func<byte[], byte[]> renew, CancellationToken cancellationToken)
    {
        while (bytes is not null && protector.IsOutdated(bytes))
        {
            if ((await store.ApplyAsync(new Batch(key.Partition).Require(key, bytes).Put(key, renew(bytes)), cancellationToken)).Applied)
                return true;
            bytes = await store.GetAsync(key, cancellationToken);
        }

        return false;
    }
}
