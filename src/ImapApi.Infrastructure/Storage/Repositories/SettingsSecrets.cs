using ImapApi.Infrastructure.Security;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>The secrets in the settings.</summary>
internal sealed class SettingsSecrets(IStore store, SettingsCodec codec, SecretProtector protector) : ISecretDocuments
{
    public async Task<int> RenewSecretsAsync(CancellationToken cancellationToken)
    {
        var stored = await store.GetAsync(SettingsRepository.Key, cancellationToken);
        return await store.RenewAsync(SettingsRepository.Key, stored, protector, bytes => codec.Encode(codec.Decode(bytes)), cancellationToken) ? 1 : 0;
    }
}
