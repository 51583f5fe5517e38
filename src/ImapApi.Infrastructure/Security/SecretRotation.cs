using System.Text;
using ImapApi.Application.Errors;
using ImapApi.Application.Tools;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Security;

/// <summary>
/// Encrypts every stored secret anew when there are old keys: in the background after a start, while calls are answered, and for the command line. Then the data
/// directory's own old keys are dropped; configured ones are the operator's to remove.
/// </summary>
internal sealed partial class SecretRotation(
    SecretKeys keys, DataDirectory directory, IStore store, IEnumerable<ISecretDocuments> documents, TimeProvider time, ILogger<SecretRotation> logger) : BackgroundService, ISecretRotation
{
    private static readonly TimeSpan StoreAwayFor = TimeSpan.FromSeconds(1);

    public async Task<SecretsRotated> RotateAsync(CancellationToken cancellationToken)
    {
        if (keys.AreOwn)
            keys.Renew();
        else if (keys.Old.Count == 0)
            throw new StartupException("One key is configured, and it encrypts everything: put a new one before it (openssl rand -base64 32), in security.key with a blank between them, in the file of security.keyFile on a line of its own.");
        return await RenewAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                // The store is opened, and with it the keys are read, before anything else starts; or it is away.
                if (await store.GetAsync(StoreOpening.SecretKeyName, stoppingToken) is null || keys.Old.Count == 0)
                    return;
                var rotated = await RenewAsync(stoppingToken);
                LogRenewed(rotated.Documents, keys.Current.Id);
                return;
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(StoreAwayFor, time, stoppingToken);
            }
        }
    }

    private async Task<SecretsRotated> RenewAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var kind in documents)
            count += await kind.RenewSecretsAsync(cancellationToken);
        await store.ApplyAsync(new Batch(Partition.Global) { IsDurable = true }.Put(StoreOpening.SecretKeyName, Encoding.UTF8.GetBytes(keys.Current.Id)), cancellationToken);
        // Another process may still write under the key that it knows.
        var isAlone = keys.AreOwn && directory.IsTaken;
        if (isAlone)
            keys.Forget();
        return new SecretsRotated(count, isAlone);
    }

    [LoggerMessage(LogLevel.Information, "{Count} stored documents were encrypted anew; all secrets are under key {Key} now, and the older keys can be removed once every process has been started with it")]
    private partial void LogRenewed(int count, string key);
}
