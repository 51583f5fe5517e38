namespace ImapApi.Application.Tools;

/// <summary>Changes the key that stored secrets are encrypted with.</summary>
public interface ISecretRotation
{
    /// <summary>Makes a new key where none is configured, and encrypts every stored secret with the newest.</summary>
    /// <exception cref="Errors.StartupException">There is no new key.</exception>
    /// <exception cref="Errors.StoreUnavailableException">The store is away; what is done stays done.</exception>
    Task<SecretsRotated> RotateAsync(CancellationToken cancellationToken);
}
